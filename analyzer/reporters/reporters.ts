import { json } from "./json.ts";
import type { Reporter } from "./reporter.ts";
import { text } from "./text.ts";

/** Every reporter by the name that `--format` takes. */
export const reporters = { text, json } satisfies Record<string, Reporter>;

/** See {@link reporters}. */
export type ReportFormat = keyof typeof reporters;
