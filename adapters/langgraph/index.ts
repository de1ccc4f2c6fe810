export type { ExpectedHandoff, HandoffChain, HandoffRules, HandoffUpdate } from "../../shim/handoff/handoff-rules.ts";
export { defaultPromotionRules, type PromotionRules } from "../../shim/promotion/promotion-rules.ts";
export { constantStages } from "../../shim/stages/constant-stages.ts";
export { type Environment, environmentStages } from "../../shim/stages/environment-stages.ts";
export { functionStages } from "../../shim/stages/function-stages.ts";
export { LangGraphGraph } from "./langgraph-graph.ts";
export type { HandoffOptions } from "./routing/handoff-options.ts";
export type { RoutingOptions } from "./routing/routing-options.ts";
export type { ShimHandle } from "./shim-core.ts";
export type { ComparedThreads, CompareOptions, DifferingCheckpoint } from "./state/compare-threads.ts";
export { compareThreads } from "./state/compare-threads.ts";
export type { StateOptions } from "./state/run-state.ts";
export {
  type BackfillOptions,
  type BackfillProgress,
  type StateEvent,
  StateMigration,
  type StateMigrationOptions,
} from "./state/state-migration.ts";
export {
  type StoreEvent,
  StoreMigration,
  type StoreMigrationOptions,
  type StoreMismatch,
  type StoreProgress,
  type StoreWalk,
} from "./state/store-migration.ts";
export { shimOf, unconduct } from "./unconduct.ts";
export type { ObserveOptions, UnconductOptions } from "./unconduct-options.ts";
export { withHandoffs } from "./with-handoffs.ts";
