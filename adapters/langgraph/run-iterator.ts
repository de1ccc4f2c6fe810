/** How the chunks of a run ended. */
export type RunEnd =
  | { readonly kind: "done" }
  | { readonly kind: "threw"; readonly error: unknown }
  /** The caller wants no more. */
  | { readonly kind: "left" };

/** Follows the chunks of one run. */
export interface RunFollower {
  /** Null: nobody looks at chunks. */
  readonly chunk: ((chunk: unknown) => void) | null;
  /** Called once; gives the error that the caller sees in place of the one thrown. */
  ended(end: RunEnd): unknown;
}

/** A run that has begun. */
export interface BegunRun {
  readonly chunks: AsyncGenerator<unknown>;
  /** Null: the run passes through. */
  readonly end: RunFollower | null;
}

/**
 * The chunks of the run that `begin` begins. Where it begins at once and nobody follows it, nothing stands between its own
 * chunks and who reads them. Never throws: what keeps a run from beginning fails its first chunk.
 */
export const chunksOf = (begin: () => BegunRun | Promise<BegunRun>): AsyncGenerator<unknown> => {
  let begun: BegunRun | Promise<BegunRun>;
  try {
    begun = begin();
  } catch (error) {
    begun = Promise.reject(error);
  }
  if (!(begun instanceof Promise)) return begun.end === null ? begun.chunks : new RunIterator(() => begun);
  // Told to who asks for the first chunk; nobody may.
  begun.catch(() => undefined);
  return new RunIterator(() => begun);
};

/**
 * The chunks of a run, begun when the first is asked for. Written by hand and not as a generator around a generator: that
 * costs each chunk several turns of the event loop.
 */
export class RunIterator implements AsyncGenerator<unknown> {
  readonly #begin: () => BegunRun | Promise<BegunRun>;
  #run: BegunRun | null = null;
  #beginning: Promise<BegunRun> | null = null;
  #isOver = false;

  constructor(begin: () => BegunRun | Promise<BegunRun>) {
    this.#begin = begin;
  }

  next(): Promise<IteratorResult<unknown>> {
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
    if (this.#run !== null) return this.#next(this.#run);
    if (this.#beginning === null) {
      const begun = this.#tryToBegin();
      if (!(begun instanceof Promise)) {
        this.#run = begun;
        return this.#next(begun);
      }
      this.#beginning = begun.then(
        (run) => {
          this.#run = run;
          return run;
        },
        (error: unknown) => {
          this.#isOver = true;
          throw error;
        },
      );
    }
    return this.#beginning.then((run) => this.#next(run));
  }

  async return(value: unknown): Promise<IteratorResult<unknown>> {
    const run = this.#run;
    this.#isOver = true;
    const result = run === null ? { done: true as const, value } : await run.chunks.return(value);
    if (run !== null) this.#end(run, { kind: "left" });
    return result;
  }

  async throw(error: unknown): Promise<IteratorResult<unknown>> {
    const run = this.#run;
    this.#isOver = true;
    if (run === null) throw error;
    return run.chunks.throw(error).finally(() => this.#end(run, { kind: "threw", error }));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return(undefined);
  }

  #tryToBegin(): BegunRun | Promise<BegunRun> {
    try {
      return this.#begin();
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #next(run: BegunRun): Promise<IteratorResult<unknown>> {
    const step = run.chunks.next();
    if (run.end === null) return step;
    return step.then(
      (result) => {
        if (result.done === true) this.#end(run, { kind: "done" });
        else run.end?.chunk?.(result.value);
        return result;
      },
      (error: unknown) => {
        throw this.#end(run, { kind: "threw", error });
      },
    );
  }

  #ended = false;

  #end(run: BegunRun, end: RunEnd): unknown {
    this.#isOver = true;
    const error = end.kind === "threw" ? end.error : undefined;
    if (this.#ended || run.end === null) return error;
    this.#ended = true;
    return run.end.ended(end) ?? error;
  }
}
