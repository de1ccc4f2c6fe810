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
export type { CardSearch, FoundCard } from "./ports/card-search.ts";
export type { Clock, StopTimer } from "./ports/clock.ts";
export type { DecisionLog, DecisionPage, DecisionQuery } from "./ports/decision-log.ts";
export type { Graph, GraphTopology, RewirePlan, TopologyBranch, TopologyNode } from "./ports/graph.ts";
export type { KeyValue, ValueKey, ValueLife } from "./ports/key-value.ts";
export type { RegisteredCard, Registration, RegistryIndex } from "./ports/registry-index.ts";
export type { RouteSource } from "./ports/route-source.ts";
export type { StageSource, StageStore, StageWrite } from "./ports/stage-source.ts";
export type { RunFacts, RunOutcome, RunTrace, ShimEvent, Telemetry } from "./ports/telemetry.ts";
export type { CommitOutcome, CommittedState, StateChange, ThreadRef, ThreadState } from "./ports/thread-state.ts";
export { type AgentCard, CARD_EXTENSION } from "./registry/a2a/agent-card.ts";
export { fromAgentCard } from "./registry/a2a/from-agent-card.ts";
export { type Service, toAgentCard } from "./registry/a2a/to-agent-card.ts";
export { AgentRegistry, type Authorise, type RegistryParts } from "./registry/agent-registry.ts";
export { type Embeddings, encodeExamples, encodeTask } from "./registry/encode.ts";
export { encodedRoutes, type VectorRoutes } from "./registry/encoded-routes.ts";
export type { RoutingRule, RuleTest } from "./registry/evidence/rules.ts";
export type { EncodedExamples } from "./registry/fit/encoded-examples.ts";
export { examplesOf } from "./registry/fit/examples-of.ts";
export { type Classifier, fitClassifier, type LabelledTask } from "./registry/fit/fit-classifier.ts";
export { fitTenants, type TenantClassifiers, type TenantTask } from "./registry/fit/fit-tenants.ts";
export type { Example, TaskModel } from "./registry/fit/task-model.ts";
export { fitTaskModels, type TaskModels } from "./registry/fit/task-models.ts";
export { type Aim, DEFAULT_AIM } from "./registry/fit/threshold.ts";
export { type Knowledge, lookUp } from "./registry/look-up.ts";
export { END, type Lookup, type LookupAnswer, PLANNER } from "./registry/lookup.ts";
