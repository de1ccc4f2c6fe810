import type { CleanSource } from "./clean-source.ts";
import { PLAIN_SOURCES } from "./plain-sources.ts";
import { WRAPPED_SOURCES } from "./wrapped-sources.ts";

/** Every clean source: before a leak its dispatching call is routing-only and may be rewritten. */
export const CLEAN_SOURCES: readonly CleanSource[] = [...PLAIN_SOURCES, ...WRAPPED_SOURCES];
