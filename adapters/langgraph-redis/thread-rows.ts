import { randomUUID } from "node:crypto";
import { shimError } from "../../shim/errors.ts";
import { type CommandArgument, type RedisClient, runScript } from "../redis/run-script.ts";
import {
  checkpointField,
  joinChannels,
  joinVersions,
  parseCheckpoint,
  part,
  type StoredChannel,
  type StoredCheckpoint,
  type StoredWrite,
  splitChannels,
  splitWrites,
} from "./checkpoint-record.ts";
import { ElementBatch } from "./element-batch.ts";
import { type ListMemory, placeIn } from "./list-memory.ts";
import { luaScripts } from "./lua-scripts.ts";
import { elementsOf } from "./references.ts";
import { digestOf, type ElementMemory } from "./thread-elements.ts";
import { parseTyped } from "./typed-bytes.ts";
import { type DumpedValue, referenceOf } from "./value-codec.ts";

/** Which checkpoints to read. */
export type CheckpointRange =
  | { readonly kind: "one"; readonly ns: string; readonly id: string }
  | { readonly kind: "newest"; readonly upper: string; readonly lower: string; readonly count: number };

/** Checkpoints with every element they stand for. */
export interface ReadRows {
  readonly checkpoints: readonly StoredCheckpoint[];
  readonly elements: ReadonlyMap<number, Buffer>;
}

/** A checkpoint to store. */
export interface NewCheckpoint {
  readonly ns: string;
  readonly id: string;
  readonly parent: string;
  readonly root: string;
  readonly deltaChannels: readonly string[];
  readonly body: Buffer;
  /** Values by channel, with their versions as JSON. */
  readonly changed: Map<string, { readonly version: string; readonly value: DumpedValue }>;
  /** Versions as JSON of channels that the parent should hold at that version. */
  readonly unchanged: Map<string, string>;
}

/** A pending write to store. */
export interface NewWrite {
  readonly idx: number;
  readonly channel: string;
  readonly value: DumpedValue;
}

/** Where pending writes belong. */
export interface WritePlace {
  readonly ns: string;
  readonly id: string;
  readonly task: string;
  /** LangGraph's order of tasks; "" for none. */
  readonly path: string;
}

/** Ancestors of a checkpoint, nearest first, as far as delta channels need them. */
export interface DeltaRows {
  readonly ancestors: ReadonlyArray<{
    readonly stored: readonly StoredChannel[];
    readonly writes: readonly StoredWrite[];
  }>;
  readonly elements: ReadonlyMap<number, Buffer>;
}

/** How often a write is tried anew when the thread was pruned, deleted or forgotten in between. */
const attempts = 5;
/** Ancestors that one call of `history.lua` walks, so that no thread holds up the server. */
const ancestorsPerCall = 500;

/** One thread's rows on the server. Knows references and scripts, not what values mean. */
export class ThreadRows {
  readonly #client: RedisClient;
  readonly #keys: readonly string[];
  readonly #memory: ElementMemory;
  readonly #lists: ListMemory;
  readonly #ttlMs: number;
  readonly #name: string;

  /** `keys`: index, records, elements, writes, in one slot. `ttlMs` 0: kept until deleted. */
  constructor(client: RedisClient, keys: readonly string[], memory: ElementMemory, lists: ListMemory, ttlMs: number) {
    this.#client = client;
    this.#keys = keys;
    this.#memory = memory;
    this.#lists = lists;
    this.#ttlMs = ttlMs;
    this.#name = keys[0] ?? "";
  }

  async read(range: CheckpointRange, prolong = false): Promise<ReadRows> {
    const which =
      range.kind === "one"
        ? [checkpointField(range.ns, range.id), "", "", 0]
        : ["", range.upper, range.lower, range.count];
    const [epoch, found, ...rest] = await this.#run("read", [...which, prolong ? this.#ttlMs : 0]);
    const count = Number(found);
    const checkpoints = Array.from({ length: count }, (_, index) => {
      const [field, record, writes] = rest.slice(index * 3, index * 3 + 3) as [Buffer, Buffer, Buffer]; // read.lua
      return parseCheckpoint(field, record, writes);
    });
    const refs = checkpoints.flatMap(({ channels, writes }) => [...channels, ...writes].map(({ ref }) => ref));
    const elements = matchElements(refs, rest.slice(count * 3));
    this.#learn(String(epoch), elements);
    return { checkpoints, elements };
  }

  /** Number of checkpoints that the thread holds now; null if this write had been done already. */
  async put(
    checkpoint: NewCheckpoint,
    limitBytes: number,
    addMissing: (channel: string) => Promise<void>,
  ): Promise<number | null> {
    for (let attempt = 0, op = operationId(); attempt < attempts; attempt += 1) {
      if (this.#knowsTooLittle(checkpoint)) await this.read({ kind: "one", ns: checkpoint.ns, id: checkpoint.parent });
      const thread = this.#memory.of(this.#name);
      const batch = new ElementBatch(thread, (slot) => this.#lists.of(placeIn(this.#name, slot), thread.epoch));
      const args = putArguments(checkpoint, batch, thread.epoch, op, this.#ttlMs);
      assertFits(checkpoint.body.byteLength + batch.bytes, limitBytes, this.#name);
      const [answer, ...rest] = await this.#run("put", args);
      const kind = String(answer);
      if (kind === "stored" || kind === "repeated") {
        this.#keep(batch, rest);
        return kind === "stored" ? Number(rest[2]) : null;
      }
      if (kind === "missing") for (const channel of rest) await addMissing(String(channel));
      else this.#memory.forget(this.#name);
    }
    throw contended(this.#name);
  }

  async putWrites(at: WritePlace, writes: readonly NewWrite[], limitBytes: number): Promise<void> {
    for (let attempt = 0, op = operationId(); attempt < attempts; attempt += 1) {
      const thread = this.#memory.of(this.#name);
      const batch = new ElementBatch(thread);
      const rows = writes.flatMap(({ idx, channel, value }) => [
        idx,
        part("channel", channel),
        referenceOf(value, batch, null),
      ]);
      const head = [thread.epoch, op, checkpointField(at.ns, at.id), this.#ttlMs, op];
      const names = [part("task", at.task), part("task path", at.path), writes.length];
      assertFits(batch.bytes, limitBytes, this.#name);
      const [kind, ...rest] = await this.#run("putWrites", [...head, ...names, ...rows, ...batch.elements]);
      if (String(kind) === "stored" || String(kind) === "repeated") return this.#keep(batch, rest);
      this.#memory.forget(this.#name);
    }
    throw contended(this.#name);
  }

  /** All ancestors that `channels` are rebuilt from. */
  async history(ns: string, id: string, channels: readonly string[]): Promise<DeltaRows> {
    const ancestors: Array<DeltaRows["ancestors"][number]> = [];
    const elements = new Map<number, Buffer>();
    const open = new Set(channels);
    for (let from = checkpointField(ns, id); from !== "" && open.size > 0; ) {
      const [next, found, ...rest] = await this.#run("history", [from, ancestorsPerCall, ...open]);
      const count = Number(found);
      const page = Array.from({ length: count }, (_, index) => ({
        stored: splitChannels(String(rest[index * 2])),
        writes: splitWrites(String(rest[index * 2 + 1])),
      }));
      const refs = page.flatMap(({ stored, writes }) => [...writes, ...stored].map(({ ref }) => ref));
      for (const [number, element] of matchElements(refs, rest.slice(count * 2))) elements.set(number, element);
      for (const { stored } of page) for (const { channel } of stored) open.delete(channel);
      ancestors.push(...page);
      from = String(next);
    }
    return { ancestors, elements };
  }

  /** Checkpoints removed, elements removed, bytes of both, checkpoints left. */
  async prune(keep: number, dryRun: boolean): Promise<readonly [number, number, number, number]> {
    const [removed, swept, bytes, left] = await this.#run("prune", [keep, dryRun ? 1 : 0, operationId()]);
    return [Number(removed), Number(swept), Number(bytes), Number(left)];
  }

  /** True when this process knows nothing of the thread: the parent is read first, so that lists are not stored a second time. */
  #knowsTooLittle({ parent, changed }: NewCheckpoint): boolean {
    if (parent === "" || this.#memory.of(this.#name).epoch !== "") return false;
    return [...changed.values()].some(({ value }) => value.kind !== "inline");
  }

  /** Remembers what was sent, if the server says where it lies. */
  #keep(batch: ElementBatch, [epoch, first]: readonly unknown[]): void {
    if (Number(first) < 0) return;
    this.#memory.learn(this.#name, String(epoch), batch.numbered(Number(first)));
    for (const [slot, list] of batch.lists(Number(first), String(epoch)))
      this.#lists.keep(placeIn(this.#name, slot), list);
  }

  #learn(epoch: string, elements: ReadonlyMap<number, Buffer>): void {
    if (epoch === "") return this.#memory.forget(this.#name);
    const known = this.#memory.of(this.#name);
    const isNew = (number: number) => known.epoch !== epoch || !known.known.has(number);
    // What is damaged is told of by who reads the value.
    const fresh = [...elements].filter(([number, element]) => isNew(number) && element.includes(0));
    this.#memory.learn(
      this.#name,
      epoch,
      fresh.map(([number, element]) => [number, digestOf(parseTyped(element, this.#name))] as const),
    );
  }

  async #run(script: keyof typeof luaScripts, args: readonly CommandArgument[]): Promise<unknown[]> {
    return (await runScript(this.#client, luaScripts[script], this.#keys, args)) as unknown[]; // all scripts answer lists
  }
}

const putArguments = (
  { ns, id, parent, root, deltaChannels, body, changed, unchanged }: NewCheckpoint,
  batch: ElementBatch,
  epoch: string,
  op: string,
  ttlMs: number,
): CommandArgument[] => {
  const channels = [...changed].map(([channel, { version, value }]) => ({
    channel,
    version,
    ref: referenceOf(value, batch, placeIn(ns, channel)),
  }));
  const inherited = [...unchanged].filter(([channel]) => !changed.has(channel));
  const place = [checkpointField(ns, id), parent === "" ? "" : checkpointField(ns, parent), parent];
  const deltas = deltaChannels.map((channel) => part("channel", channel)).join("\u001c");
  const rest = [body, ttlMs, op, part("checkpoint_id", root), deltas, ...batch.elements];
  return [epoch, op, ...place, joinChannels(channels), joinVersions(inherited), ...rest];
};

/** The scripts return the elements of `refs` in order of first mention, each once. Absent ones stay absent. */
const matchElements = (refs: readonly string[], stored: readonly unknown[]): Map<number, Buffer> => {
  const numbers = new Set(refs.flatMap(elementsOf));
  const elements = new Map<number, Buffer>();
  let index = 0;
  for (const number of numbers) {
    const element = stored[index];
    if (Buffer.isBuffer(element)) elements.set(number, element);
    index += 1;
  }
  return elements;
};

/**
 * Names one write, so that a script that is sent again is known; and the life of a thread that begins with it. A UUID, since
 * Node draws the random bytes of many at once: bytes of one's own cost ten times as much.
 */
const operationId = (): string => randomUUID();

const assertFits = (bytes: number, limitBytes: number, thread: string): void => {
  if (bytes <= limitBytes) return;
  throw shimError(
    "STATE_TOO_LARGE",
    `one write of the thread at ${thread} has ${bytes} bytes, more than the ${limitBytes} that limits.checkpointBytes allows`,
    "Keep large files elsewhere and their address in the state, or raise the limit.",
  );
};

const contended = (thread: string) =>
  shimError(
    "STATE_CONTENDED",
    `the thread at ${thread} was pruned or deleted again and again while it was written`,
    "Do not prune or delete a thread while it runs.",
  );
