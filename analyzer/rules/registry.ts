// Generated from the folders of analyzer/rules. Do not edit: run `npm run generate`.
import { rule as chainThroughConductor } from "./chain-through-conductor/rule.ts";
import { rule as constantThreadId } from "./constant-thread-id/rule.ts";
import { rule as inMemorySaver } from "./in-memory-saver/rule.ts";
import { rule as routingOnlyCall } from "./routing-only-call/rule.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by id. */
export const rules: readonly Rule[] = [chainThroughConductor, constantThreadId, inMemorySaver, routingOnlyCall];
