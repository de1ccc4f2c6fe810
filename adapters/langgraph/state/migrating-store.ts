import {
  BaseStore,
  type Item,
  type Operation,
  type OperationResults,
  type PutOperation,
} from "@langchain/langgraph-checkpoint";

/** What a {@link MigratingStore} tells and asks the migration that made it. */
export interface StoreHooks {
  /** Before a namespace is used: makes sure that the authority has all of it; `withBelow`: and of those below it. */
  readonly prepare: (namespace: readonly string[], withBelow: boolean) => Promise<void>;
  /** After an item was read from the authority. */
  readonly compare: (item: Item) => Promise<void>;
  readonly mirrorFailed: (missed: readonly PutOperation[], cause: unknown) => void;
  /** Asked at each write: whether the other side gets it too. */
  readonly isMirrored: () => boolean;
}

/**
 * A store in one mode of stage 3: the authority answers and is written first, the mirror gets every write after it. Items
 * are removed from both sides in every mode, from the authority last: else a later step would bring them back.
 */
export class MigratingStore extends BaseStore {
  readonly #authority: BaseStore;
  readonly #other: BaseStore;
  readonly #hooks: StoreHooks;
  /** Writes reach both sides in one order. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(sides: { authority: BaseStore; other: BaseStore }, hooks: StoreHooks) {
    super();
    this.#authority = sides.authority;
    this.#other = sides.other;
    this.#hooks = hooks;
  }

  override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
    for (const operation of operations) {
      if ("namespacePrefix" in operation) await this.#hooks.prepare(operation.namespacePrefix, true);
      else if ("namespace" in operation) await this.#hooks.prepare(operation.namespace, false);
      else await this.#hooks.prepare([], true);
    }
    const puts = operations.filter((operation): operation is PutOperation => "value" in operation);
    const results = puts.length === 0 ? await this.#authority.batch(operations) : await this.#write(operations, puts);
    for (const item of (results as unknown[]).flat().filter(isItem)) await this.#hooks.compare(item);
    return results;
  }

  #write<Op extends Operation[]>(operations: Op, puts: readonly PutOperation[]): Promise<OperationResults<Op>> {
    const written = this.#writing.then(async () => {
      const removed = puts.filter(({ value }) => value === null);
      // Before the authority: a removal that fails or is cut off here has removed nothing that anybody reads.
      if (removed.length > 0) await this.#other.batch([...removed]);
      const results = await this.#authority.batch(operations);
      if (this.#hooks.isMirrored() && removed.length < puts.length) await this.#mirror(puts);
      return results;
    });
    this.#writing = written.catch(() => undefined); // whoever wrote is told
    return written;
  }

  /** In their order: the same item may be removed and written in one batch. */
  async #mirror(puts: readonly PutOperation[]): Promise<void> {
    try {
      await this.#other.batch([...puts]);
    } catch (cause) {
      this.#hooks.mirrorFailed(
        puts.filter(({ value }) => value !== null),
        cause,
      );
    }
  }
}

const isItem = (value: unknown): value is Item =>
  typeof value === "object" && value !== null && "updatedAt" in value && "value" in value;
