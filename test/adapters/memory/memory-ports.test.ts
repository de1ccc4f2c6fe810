import { ManualClock } from "../../../adapters/memory/manual-clock.ts";
import { MemoryDecisionLog } from "../../../adapters/memory/memory-decision-log.ts";
import { MemoryGraph } from "../../../adapters/memory/memory-graph.ts";
import { MemoryKeyValue } from "../../../adapters/memory/memory-key-value.ts";
import { MemoryRegistryIndex } from "../../../adapters/memory/memory-registry-index.ts";
import { MemoryStageStore } from "../../../adapters/memory/memory-stage-store.ts";
import { MemoryTelemetry } from "../../../adapters/memory/memory-telemetry.ts";
import { MemoryThreadState } from "../../../adapters/memory/memory-thread-state.ts";
import { systemClock } from "../../../adapters/memory/system-clock.ts";
import { clockContract } from "../../contract/clock.contract.ts";
import { decisionLogContract } from "../../contract/decision-log.contract.ts";
import { contractWiring, graphContract } from "../../contract/graph.contract.ts";
import { keyValueContract } from "../../contract/key-value.contract.ts";
import { registryIndexContract } from "../../contract/registry-index.contract.ts";
import { stageStoreContract } from "../../contract/stage-store.contract.ts";
import { telemetryContract } from "../../contract/telemetry.contract.ts";
import { threadStateContract } from "../../contract/thread-state.contract.ts";

clockContract("memory, manual", () => {
  const port = new ManualClock();
  return { port, pass: (milliseconds) => port.advance(milliseconds) };
});
clockContract("the machine", () => ({
  port: systemClock,
  pass: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}));
keyValueContract("memory", () => {
  const clock = new ManualClock();
  return { port: new MemoryKeyValue(clock), pass: (milliseconds) => clock.advance(milliseconds) };
});
registryIndexContract("memory", () => {
  const clock = new ManualClock();
  return { port: new MemoryRegistryIndex(clock), pass: (milliseconds) => clock.advance(milliseconds) };
});
threadStateContract("memory", () => ({ port: new MemoryThreadState() }));
stageStoreContract("memory", () => ({ port: new MemoryStageStore() }));
decisionLogContract("memory", () => ({ port: new MemoryDecisionLog() }));
telemetryContract("memory", () => new MemoryTelemetry());
graphContract(
  "memory",
  () => new MemoryGraph({ ...contractWiring, channels: [{ name: "log", kind: "BinaryOperatorAggregate" }] }),
);
