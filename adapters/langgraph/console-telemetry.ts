import type { ShimEvent, Telemetry } from "../../shim/ports/telemetry.ts";

/** What holds where no telemetry was given: each kind of event is said once, so that nothing goes wrong in silence. */
export const consoleTelemetry = (): Telemetry => {
  const said = new Set<string>();
  return {
    runBegan: () => null,
    happened: (event) => {
      if (said.has(event.kind)) return;
      said.add(event.kind);
      // biome-ignore lint/suspicious/noConsole: a library has no other way to a host that gave it no telemetry
      console.warn(`unconduct: ${sentence(event)}`);
    },
  };
};

const sentence = (event: ShimEvent): string => {
  switch (event.kind) {
    case "passed-through":
      return `${event.app} runs as if it were not wrapped: ${event.reason}`;
    case "stage-source-failed":
      return `the stage source failed for tenant ${event.tenant}; ${event.isKnown ? "the last stage holds" : "only observing is on"}: ${text(event.cause)}`;
    case "stage-source-recovered":
      return `the stage source answers again for tenant ${event.tenant}`;
    case "decisions-lost":
      return `${event.count} decisions of tenant ${event.tenant} are in no log: ${text(event.cause)}`;
    case "rolled-back":
      return `tenant ${event.tenant}: ${event.reason}`;
    case "registry-given-up":
      return `the registry of ${event.app} failed several times and is not asked for a while: ${text(event.cause)}`;
    case "state-mirror-failed":
      return `the ${event.side} side of the state of thread ${event.thread}, tenant ${event.tenant}, failed; the run went on: ${text(event.cause)}`;
    case "state-mismatch":
      return `the two sides of thread ${event.thread}, tenant ${event.tenant}, differ at ${event.paths.join(", ")}`;
    case "store-mirror-failed":
      return `the ${event.side} side of the store's namespace ${event.place}, tenant ${event.tenant}, failed; the run went on: ${text(event.cause)}`;
    case "store-mismatch":
      return `the two sides of the store's item ${event.place}, tenant ${event.tenant}, differ at ${event.paths.join(", ") || "the whole item"}`;
    case "observation-failed":
      return `a part of observing failed for tenant ${event.tenant}, the run went on: ${text(event.cause)}`;
  }
};

const text = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
