export * from "../contracts/index.ts";
export { type ShimErrorCode, shimErrorCodes } from "./errors.ts";
export { type AclOptions, aclRules, aclUser } from "./keys/acl-rules.ts";
export {
  type QueueName,
  type TenantKeyOptions,
  type TenantKeys,
  type TenantMode,
  type ThreadIds,
  tenantKeys,
} from "./keys/tenant-keys.ts";
export type { Clock, StopTimer } from "./ports/clock.ts";
export type { DecisionLog, DecisionPage, DecisionQuery } from "./ports/decision-log.ts";
export type { Graph, GraphTopology, RewirePlan, TopologyBranch, TopologyNode } from "./ports/graph.ts";
export type { KeyValue, ValueKey, ValueLife } from "./ports/key-value.ts";
export type { StageSource, StageStore, StageWrite } from "./ports/stage-source.ts";
export type { RunFacts, RunOutcome, RunTrace, ShimEvent, Telemetry } from "./ports/telemetry.ts";
export type { CommitOutcome, CommittedState, StateChange, ThreadRef, ThreadState } from "./ports/thread-state.ts";
