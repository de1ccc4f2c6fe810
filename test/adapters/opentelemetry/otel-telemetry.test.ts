import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, it } from "vitest";
import { otelTelemetry } from "../../../adapters/opentelemetry/otel-telemetry.ts";
import { telemetryContract } from "../../contract/telemetry.contract.ts";
import { decisionOf } from "../../harness/decision-of.ts";

const setUp = () => {
  const spans = new InMemorySpanExporter();
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer("test");
  const points = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: points })] });
  return { spans, points, provider, telemetry: otelTelemetry({ tracer, meter: provider.getMeter("test") }) };
};
const startedAt = Date.UTC(2026, 0, 1);
const facts = { tenant: "acme", thread: "t-1", run: "r-1", app: "desk", fingerprint: "f-1", startedAt };

telemetryContract("OpenTelemetry", () => setUp().telemetry);
telemetryContract("OpenTelemetry without a provider", () => otelTelemetry());

it("makes a span of a run and one of each decision in it, by the GenAI conventions", () => {
  const { spans, telemetry } = setUp();
  const run = telemetry.runBegan(facts);
  const at = new Date(startedAt + 50).toISOString();
  run?.decided(decisionOf("a", { at, durationMs: 20, tokens: { input: 7, output: 2 }, contextBytes: 30 }));
  run?.ended({ kind: "finished", durationMs: 80, decisions: 1 });
  const [decision, whole] = spans.getFinishedSpans();
  expect(whole).toMatchObject({
    name: "invoke_workflow desk",
    startTime: [startedAt / 1000, 0],
    attributes: {
      "gen_ai.operation.name": "invoke_workflow",
      "gen_ai.workflow.name": "desk",
      "gen_ai.conversation.id": "t-1",
      "unconduct.tenant": "acme",
      "unconduct.outcome": "finished",
    },
  });
  expect(decision).toMatchObject({
    name: "decide conductor",
    startTime: [startedAt / 1000, 30_000_000],
    endTime: [startedAt / 1000, 50_000_000],
    parentSpanContext: { spanId: whole?.spanContext().spanId },
    attributes: { "gen_ai.agent.name": "writer", "gen_ai.usage.input_tokens": 7, "unconduct.decision.by": "model" },
  });
});

it("marks failed runs and decisions", () => {
  const { spans, telemetry } = setUp();
  const run = telemetry.runBegan(facts);
  run?.decided(decisionOf("a", { chosen: { kind: "failed", code: "RATE_LIMIT" } }));
  run?.ended({ kind: "failed", durationMs: 80, decisions: 1 });
  expect(spans.getFinishedSpans().map(({ status, attributes }) => [status.code, attributes["error.type"]])).toEqual([
    [2, "RATE_LIMIT"],
    [2, "failed"],
  ]);
});

it("measures tokens, durations and context, and counts events, without ids of threads or runs", async () => {
  const { points, provider, telemetry } = setUp();
  const run = telemetry.runBegan(facts);
  run?.decided(decisionOf("a", { tokens: { input: 7, output: 2 }, contextBytes: 30 }));
  run?.ended({ kind: "finished", durationMs: 80, decisions: 1 });
  telemetry.happened({ kind: "decisions-lost", tenant: "acme", count: 3, cause: null });
  await provider.forceFlush();
  const measured = points.getMetrics().flatMap((it) => it.scopeMetrics.flatMap((scope) => scope.metrics));
  expect(measured.map(({ descriptor }) => descriptor.name).sort()).toEqual([
    "gen_ai.client.operation.duration",
    "gen_ai.client.token.usage",
    "unconduct.decision.context",
    "unconduct.decision.duration",
    "unconduct.events",
  ]);
  expect(JSON.stringify(measured)).not.toMatch(/t-1|r-1/);
  await provider.shutdown();
});
