import { type Attributes, context, type Meter, metrics, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import type { Decision } from "../../contracts/decision.ts";
import type { RunFacts, RunOutcome, RunTrace, ShimEvent, Telemetry } from "../../shim/ports/telemetry.ts";

/** Where spans and figures go. Defaults: the tracer and the meter that the process registered, under `unconduct`. */
export interface OtelTelemetryOptions {
  readonly tracer?: Tracer;
  readonly meter?: Meter;
}

/**
 * Spans and metrics by the GenAI conventions of OpenTelemetry 1.41 (`invoke_workflow`, `gen_ai.*`), own attributes under
 * `unconduct.*`. A run is a span below whatever span is active when it begins; a decision is a span in it. No contents.
 */
export const otelTelemetry = (options: OtelTelemetryOptions = {}): Telemetry => {
  const tracer = options.tracer ?? trace.getTracer("unconduct");
  const figures = instruments(options.meter ?? metrics.getMeter("unconduct"));
  return {
    runBegan: (run) => followRun(run, tracer, figures),
    happened: (event) => figures.events.add(1, { "unconduct.event": event.kind, ...subjectOf(event) }),
  };
};

const instruments = (meter: Meter) => ({
  tokens: meter.createHistogram("gen_ai.client.token.usage", {
    unit: "{token}",
    description: "Tokens of model calls that decide what runs next",
  }),
  runs: meter.createHistogram("gen_ai.client.operation.duration", { unit: "s", description: "Duration of runs" }),
  decisions: meter.createHistogram("unconduct.decision.duration", { unit: "s", description: "Duration of decisions" }),
  context: meter.createHistogram("unconduct.decision.context", {
    unit: "By",
    description: "Bytes a decider was given",
  }),
  events: meter.createCounter("unconduct.events", { description: "What an operator should know of" }),
});

const followRun = (run: RunFacts, tracer: Tracer, figures: ReturnType<typeof instruments>): RunTrace => {
  const common: Attributes = {
    "gen_ai.operation.name": "invoke_workflow",
    "gen_ai.workflow.name": run.app,
    "unconduct.tenant": run.tenant,
  };
  const span = tracer.startSpan(`invoke_workflow ${run.app}`, {
    startTime: run.startedAt,
    attributes: {
      ...common,
      "gen_ai.conversation.id": run.thread,
      "unconduct.run": run.run,
      "unconduct.fingerprint": run.fingerprint,
    },
  });
  const inside = trace.setSpan(context.active(), span);
  return {
    decided: (decision) => {
      const endTime = Date.parse(decision.at);
      const startTime = endTime - decision.durationMs;
      const inner = tracer.startSpan(
        `decide ${decision.from}`,
        { startTime, attributes: attributesOf(decision) },
        inside,
      );
      if (decision.chosen.kind === "failed")
        inner.setStatus({ code: SpanStatusCode.ERROR, message: decision.chosen.code });
      inner.end(endTime);
      measure(decision, common, figures);
    },
    ended: (outcome) => endRun(span, run, outcome, common, figures),
  };
};

const endRun = (
  span: ReturnType<Tracer["startSpan"]>,
  run: RunFacts,
  { kind, durationMs, decisions }: RunOutcome,
  common: Attributes,
  figures: ReturnType<typeof instruments>,
): void => {
  const failure: Attributes = kind === "failed" || kind === "aborted" ? { "error.type": kind } : {};
  span.setAttributes({ "unconduct.outcome": kind, "unconduct.decisions": decisions, ...failure });
  if (kind === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(run.startedAt + durationMs);
  figures.runs.record(durationMs / 1000, { ...common, ...failure });
};

const attributesOf = ({ from, chosen, by, stage, mode, tokens, contextBytes }: Decision): Attributes => ({
  "unconduct.decision.from": from,
  "unconduct.decision.kind": chosen.kind,
  "unconduct.decision.by": by,
  "unconduct.stage": stage,
  "unconduct.mode": mode,
  ...(chosen.kind === "agent" ? { "gen_ai.agent.name": chosen.target } : {}),
  ...(chosen.kind === "fan-out" ? { "unconduct.decision.targets": [...chosen.targets] } : {}),
  ...(chosen.kind === "own-tool" ? { "gen_ai.tool.name": chosen.tool } : {}),
  ...(chosen.kind === "failed" ? { "error.type": chosen.code } : {}),
  ...(tokens === null
    ? {}
    : { "gen_ai.usage.input_tokens": tokens.input, "gen_ai.usage.output_tokens": tokens.output }),
  ...(contextBytes === null ? {} : { "unconduct.decision.context": contextBytes }),
});

/** Few values each, so that no metric has more series than tenants times nodes. */
const measure = (decision: Decision, common: Attributes, figures: ReturnType<typeof instruments>): void => {
  const labels: Attributes = {
    ...common,
    "unconduct.decision.from": decision.from,
    "unconduct.decision.by": decision.by,
  };
  figures.decisions.record(decision.durationMs / 1000, labels);
  if (decision.contextBytes !== null) figures.context.record(decision.contextBytes, labels);
  if (decision.tokens === null) return;
  figures.tokens.record(decision.tokens.input, { ...labels, "gen_ai.token.type": "input" });
  figures.tokens.record(decision.tokens.output, { ...labels, "gen_ai.token.type": "output" });
};

const subjectOf = (event: ShimEvent): Attributes =>
  "tenant" in event ? { "unconduct.tenant": event.tenant } : { "gen_ai.workflow.name": event.app };
