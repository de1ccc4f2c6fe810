import { Runnable } from "@langchain/core/runnables";
import type { Invocable, RunConfig } from "./surface.ts";

/** Stands before a node or a condition: calls `inner`, or answers in its place. */
export type Interceptor = (input: unknown, config: RunConfig, inner: Invocable) => Promise<unknown>;

/** A runnable that lets an interceptor answer, under the name of what it stands before. */
class Around extends Runnable<unknown, unknown> {
  override lc_namespace = ["unconduct", "langgraph"];
  readonly #inner: Invocable;
  readonly #interceptor: Interceptor;

  constructor(inner: Invocable, interceptor: Interceptor) {
    super();
    this.#inner = inner;
    this.#interceptor = interceptor;
  }

  override getName(): string {
    return this.#inner.getName?.() ?? super.getName();
  }

  override invoke(input: unknown, options?: object): Promise<unknown> {
    return this.#interceptor(input, (options ?? {}) as RunConfig, this.#inner); // the same object by another name
  }
}

/** `inner` behind an interceptor. */
export const around = (inner: Invocable, interceptor: Interceptor): Invocable => new Around(inner, interceptor);
