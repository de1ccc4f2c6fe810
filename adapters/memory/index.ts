export { ManualClock } from "./manual-clock.ts";
export { MemoryDecisionLog, type MemoryLogLimits } from "./memory-decision-log.ts";
export { MemoryGraph } from "./memory-graph.ts";
export { MemoryKeyValue } from "./memory-key-value.ts";
export { MemoryRegistryIndex } from "./memory-registry-index.ts";
export { MemoryStageStore } from "./memory-stage-store.ts";
export { MemoryTelemetry, type RecordedRun } from "./memory-telemetry.ts";
export { MemoryThreadState } from "./memory-thread-state.ts";
export { systemClock } from "./system-clock.ts";
