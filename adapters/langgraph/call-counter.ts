import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { Serialized } from "@langchain/core/load/serializable";
import type { LLMResult } from "@langchain/core/outputs";
import type { Decision } from "../../contracts/decision.ts";
import { isObject, type RunConfig } from "./surface.ts";

interface Call {
  /** Namespace of the task that called, with the ids of all tasks around it. */
  readonly namespace: string;
  tokens: NonNullable<Decision["tokens"]> | null;
}

/** Counts every model call of one run, those too whose messages never reach the state. */
class CallCounter extends BaseCallbackHandler {
  override name = "unconduct-call-counter";
  override awaitHandlers = true;
  override ignoreChain = true;
  override ignoreAgent = true;
  override ignoreRetriever = true;
  override ignoreCustomEvent = true;
  readonly #calls = new Map<string, Call>();

  override handleChatModelStart(...[, , runId, , , , metadata]: Parameters<StartHandler>): void {
    this.#began(runId, metadata);
  }

  override handleLLMStart(...[, , runId, , , , metadata]: Parameters<StartHandler>): void {
    this.#began(runId, metadata);
  }

  override handleLLMEnd(output: LLMResult, runId: string): void {
    const call = this.#calls.get(runId);
    if (call !== undefined) call.tokens = tokensOf(output);
  }

  /** Calls made inside a task, at any depth; `tokens` is null when none reported usage. */
  callsOf(task: string): { count: number; tokens: Decision["tokens"] } {
    const calls = [...this.#calls.values()].filter(({ namespace }) => namespace.includes(task));
    const used = calls.flatMap(({ tokens }) => (tokens === null ? [] : [tokens]));
    const tokens = used.reduce((a, b) => ({ input: a.input + b.input, output: a.output + b.output }), {
      input: 0,
      output: 0,
    });
    return { count: calls.length, tokens: used.length === 0 ? null : tokens };
  }

  #began(runId: string, metadata: Record<string, unknown> | undefined): void {
    const namespace = metadata?.langgraph_checkpoint_ns ?? metadata?.checkpoint_ns;
    this.#calls.set(runId, { namespace: typeof namespace === "string" ? namespace : "", tokens: null });
  }
}

type StartHandler = (
  model: Serialized,
  input: never,
  runId: string,
  parentRunId?: string,
  extraParams?: Record<string, unknown>,
  tags?: string[],
  metadata?: Record<string, unknown>,
) => void;

const tokensOf = ({ generations, llmOutput }: LLMResult): Call["tokens"] => {
  const message = (generations[0]?.[0] as { message?: unknown } | undefined)?.message; // chat generations carry one
  const usage = isObject(message) ? message.usage_metadata : undefined;
  if (isObject(usage)) return { input: count(usage.input_tokens), output: count(usage.output_tokens) };
  const whole = isObject(llmOutput) ? llmOutput.tokenUsage : undefined;
  return isObject(whole) ? { input: count(whole.promptTokens), output: count(whole.completionTokens) } : null;
};

const count = (value: unknown): number => (typeof value === "number" && value >= 0 ? Math.floor(value) : 0);

/** Reads what the counter of a run saw. */
export type CountedCalls = Pick<CallCounter, "callsOf">;

/** A run's configuration with a counter among its callbacks, and the counter. */
export const countCalls = (config: RunConfig): { config: RunConfig; calls: CountedCalls } => {
  const counter = new CallCounter();
  return { calls: counter, config: { ...config, callbacks: withHandler(config.callbacks, counter) } };
};

/** Callbacks are a list or a manager; a manager belongs to the caller, so a copy of it gets the handler. */
const withHandler = (callbacks: unknown, handler: CallCounter): unknown => {
  if (Array.isArray(callbacks)) return [...callbacks, handler];
  if (!isObject(callbacks) || typeof callbacks.copy !== "function") return [handler];
  const copy = callbacks.copy() as { addHandler(handler: CallCounter, inherit: boolean): void }; // a CallbackManager's copy
  copy.addHandler(handler, true);
  return copy;
};
