import {
  BaseStore,
  type GetOperation,
  type IndexConfig,
  type Item,
  type ListNamespacesOperation,
  type Operation,
  type OperationResults,
  type PutOperation,
  type SearchItem,
  type SearchOperation,
} from "@langchain/langgraph-checkpoint";
import { shimError } from "../../shim/errors.ts";
import { type CommandArgument, type RedisClient, runScript, send } from "../redis/run-script.ts";
import { checkNamespace } from "./check-namespace.ts";
import { luaScripts } from "./lua-scripts.ts";
import { type KeySource, keysOf, type TimeToLive } from "./saver-options.ts";
import { packVectors, parseItem, type StoredItem, unpackVectors } from "./store-item.ts";
import { joinNamespace, StoreKeys, splitNamespace } from "./store-keys.ts";
import { matchesFilter, matchesPath, rankItems } from "./store-search.ts";
import { textsAt } from "./texts-at.ts";

/** What a {@link RedisStore} needs. */
export type RedisStoreOptions = KeySource & {
  /** ioredis' `Redis` or `Cluster`, 5 or 6. The store does not close it. */
  readonly client: RedisClient;
  /** Default: items are kept until they are removed. */
  readonly ttl?: TimeToLive;
  /** Embeddings for `search` with a query. Items are compared one by one: for some thousands a namespace, not for millions. */
  readonly index?: IndexConfig;
  /** Items that one search may look at; default 10,000. More is refused with `STORE_SEARCH_TOO_WIDE`. */
  readonly searchLimit?: number;
};

const page = 500;

/** LangGraph's long-term store on plain Redis (6.2 or later) or Valkey, without modules. A tenant's items share one slot. */
export class RedisStore extends BaseStore {
  readonly #client: RedisClient;
  readonly #keys: StoreKeys;
  readonly #options: RedisStoreOptions;

  constructor(options: RedisStoreOptions) {
    super();
    this.#client = options.client;
    this.#keys = new StoreKeys(keysOf(options));
    this.#options = options;
  }

  /** Reads see the store as it was before the writes of the same batch; of two writes to one item the later holds. */
  override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
    const puts = new Map<string, PutOperation>();
    const results = await Promise.all(
      operations.map((operation) => {
        if ("namespacePrefix" in operation) return this.#search(operation);
        if (!("namespace" in operation)) return this.#listNamespaces(operation);
        checkNamespace(operation.namespace, { allowEmpty: !("value" in operation) });
        if (!("value" in operation)) return this.#get(operation);
        puts.set(JSON.stringify([operation.namespace, operation.key]), operation);
        return undefined;
      }),
    );
    await this.#putAll([...puts.values()]);
    return results as OperationResults<Op>; // one answer an operation, in order
  }

  async #get({ namespace, key }: GetOperation): Promise<Item | null> {
    const ns = joinNamespace(namespace);
    const { ttl } = this.#options;
    const now = Date.now();
    const end = ttl?.onRead === true ? now + ttl.ms : 0;
    const keys = [this.#keys.items(ns), this.#keys.ends];
    const item = await runScript(this.#client, luaScripts.storeGet, keys, [key, now, end, this.#keys.member(ns, key)]);
    return Buffer.isBuffer(item) ? parseItem(namespace, key, item, now) : null;
  }

  async #putAll(puts: readonly PutOperation[]): Promise<void> {
    const texts = puts.map((put) => this.#textsOf(put));
    const distinct = [...new Set(texts.flat())];
    const embedded = distinct.length === 0 ? [] : await this.#options.index?.embeddings.embedDocuments(distinct);
    const byText = new Map(distinct.map((text, index) => [text, embedded?.[index] ?? []] as const));
    for (const [index, put] of puts.entries()) {
      const vectors = (texts[index] ?? []).map((text) => byText.get(text) ?? []);
      await this.#put(put, packVectors(vectors));
    }
  }

  async #put({ namespace, key, value }: PutOperation, vectors: Buffer): Promise<void> {
    const ns = joinNamespace(namespace);
    const now = Date.now();
    const end = this.#options.ttl === undefined ? 0 : now + this.#options.ttl.ms;
    const keys = [this.#keys.namespaces, this.#keys.items(ns), this.#keys.vectors(ns), this.#keys.ends];
    const args: CommandArgument[] = [ns, key, now, end, value === null ? "" : JSON.stringify(value), vectors];
    const rest = [this.#keys.member(ns, key), ...this.#keys.prefixes];
    await runScript(this.#client, luaScripts.storePut, keys, [...args, ...rest]);
  }

  #textsOf({ value, index }: PutOperation): string[] {
    if (this.#options.index === undefined || value === null || index === false) return [];
    return (index ?? this.#options.index.fields ?? ["$"]).flatMap((path) => textsAt(value, path));
  }

  async #search({ namespacePrefix, filter, limit = 10, offset = 0, query }: SearchOperation): Promise<SearchItem[]> {
    checkNamespace(namespacePrefix, { allowEmpty: true });
    const { index } = this.#options;
    const ranks = query !== undefined && query !== "" && index !== undefined;
    const found: StoredItem[] = [];
    for (const namespace of await this.#namespaces(namespacePrefix)) {
      for (const stored of await this.#itemsOf(namespace, ranks)) {
        if (filter === undefined || matchesFilter(stored.item.value, filter)) found.push(stored);
      }
    }
    const ranked: SearchItem[] = ranks
      ? rankItems(found, await index.embeddings.embedQuery(query))
      : found.map(({ item }) => item);
    return ranked.slice(offset, offset + limit);
  }

  async #listNamespaces({ matchConditions, maxDepth, limit, offset }: ListNamespacesOperation): Promise<string[][]> {
    const namespaces = (await this.#namespaces([]))
      .filter((ns) => (matchConditions ?? []).every(({ matchType, path }) => matchesPath(ns, matchType, path)))
      .map((namespace) => joinNamespace(namespace.slice(0, maxDepth)));
    return [...new Set(namespaces)].slice(offset, offset + limit).map(splitNamespace);
  }

  /** Namespaces at and below the prefix, sorted. */
  async #namespaces(prefix: readonly string[]): Promise<string[][]> {
    const begin = joinNamespace(prefix);
    const found: string[][] = [];
    for (let from = prefix.length === 0 ? "-" : `[${begin}`; ; ) {
      const to = prefix.length === 0 ? "+" : `(${begin}\u001d`; // the separator of labels comes just before it
      const answer = await send(this.#client, "zrangebylex", [this.#keys.namespaces, from, to, "LIMIT", 0, page]);
      const members = (answer as Buffer[]).map(String); // a list of members
      found.push(...members.map(splitNamespace).filter((namespace) => matchesPath(namespace, "prefix", prefix)));
      if (members.length < page) return found;
      from = `(${members.at(-1)}`;
    }
  }

  /** Items of one namespace, oldest first. */
  async #itemsOf(namespace: readonly string[], withVectors: boolean): Promise<StoredItem[]> {
    const ns = joinNamespace(namespace);
    const [items, vectors] = [this.#keys.items(ns), this.#keys.vectors(ns)];
    const keys = ((await send(this.#client, "hkeys", [items])) as Buffer[]).map(String); // a list of fields
    const limit = this.#options.searchLimit ?? 10_000;
    if (keys.length > limit) throw tooWide(namespace, keys.length, limit);
    const found: StoredItem[] = [];
    for (let from = 0; from < keys.length; from += page) {
      const names = keys.slice(from, from + page);
      const stored = (await send(this.#client, "hmget", [items, ...names])) as Array<Buffer | null>;
      const packed = withVectors
        ? ((await send(this.#client, "hmget", [vectors, ...names])) as Array<Buffer | null>)
        : [];
      for (const [index, key] of names.entries()) {
        const bytes = stored[index];
        const item = bytes ? parseItem(namespace, key, bytes, Date.now()) : null;
        if (item !== null)
          found.push({ item, vectors: unpackVectors(packed[index] ?? null, this.#options.index?.dims ?? 1) });
      }
    }
    return found.sort((a, b) => a.item.createdAt.getTime() - b.item.createdAt.getTime());
  }
}

const tooWide = (namespace: readonly string[], count: number, limit: number) =>
  shimError(
    "STORE_SEARCH_TOO_WIDE",
    `the namespace ${JSON.stringify(namespace)} has ${count} items, more than the ${limit} that one search may look at`,
    "Search a deeper namespace, raise searchLimit, or keep so many items in a store with a vector index.",
  );
