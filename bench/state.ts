import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { MemorySaver } from "@langchain/langgraph";
import { JsonPlusSerializer } from "@langchain/langgraph-checkpoint";
import { Redis } from "ioredis";
import { RedisSaver } from "../adapters/langgraph-redis/index.ts";
import { ensureRedis } from "../scripts/ensure-redis.ts";
import { startRedisServer } from "../test/harness/redis-server.ts";
import { median } from "./compare.ts";
import { stateBytes } from "./state-bytes.ts";

const messagesInThread = 50;
const listed = 10;

/**
 * Times put, get and list of a 50-message thread (some 25 KB) on `RedisSaver`, `MemorySaver` and, as the least that any saver
 * must do, as many raw SET and GET with LangGraph's own serialiser; in turns. Then counts the server's bytes by turns.
 */
export const benchState = async (args: string[]): Promise<string> => {
  const rounds = Number(args[0] ?? 200);
  const source = await ensureRedis();
  const server = source.kind === "program" ? await startRedisServer(source.path) : null;
  const url = source.kind === "url" ? source.url : `redis://127.0.0.1:${server?.port}`;
  const client = new Redis(url);
  try {
    const speed = await speedLines(client, rounds);
    return [...speed, "", ...(await stateBytes(client))].join("\n");
  } finally {
    client.disconnect();
    await server?.stop();
  }
};

const conversation = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const content = `message ${n}: `.padEnd(300, "some words of a conversation ");
    return n % 2 === 0 ? new HumanMessage({ id: `h-${n}`, content }) : new AIMessage({ id: `a-${n}`, content });
  });

const metadata = { source: "loop" as const, step: 1, parents: {} };
const checkpointOf = (n: number, messages: unknown[]) => ({
  ...{ v: 4, id: String(n).padStart(8, "0"), ts: "2026-01-01T00:00:00.000Z", versions_seen: {} },
  channel_values: { messages },
  channel_versions: { messages: n },
});

interface Subject {
  readonly name: string;
  put(n: number, messages: unknown[]): Promise<unknown>;
  get(): Promise<unknown>;
  list(): Promise<unknown>;
}

const saverSubject = (name: string, saver: RedisSaver | MemorySaver): Subject => {
  const at = (id?: number) => ({
    configurable: {
      thread_id: "th",
      checkpoint_ns: "",
      ...(id === undefined ? {} : { checkpoint_id: String(id).padStart(8, "0") }),
    },
  });
  return {
    name,
    put: (n, messages) => saver.put(n === 1 ? at() : at(n - 1), checkpointOf(n, messages), metadata, { messages: n }),
    get: () => saver.getTuple(at()),
    list: async () => {
      for await (const tuple of saver.list(at(), { limit: listed })) void tuple;
    },
  };
};

const rawSubject = (client: Redis): Subject => {
  const serde = new JsonPlusSerializer();
  const load = async (key: string) => {
    const stored = await client.getBuffer(key);
    if (stored === null) throw new Error(`${key} is gone`);
    return serde.loadsTyped("json", stored);
  };
  let newest = 0;
  return {
    name: "raw SET/GET, same serialiser",
    put: async (n, messages) => {
      const [, bytes] = await serde.dumpsTyped({ checkpoint: checkpointOf(n, messages), metadata });
      await client.set(`raw:${n}`, Buffer.from(bytes));
      newest = n;
    },
    get: () => load(`raw:${newest}`),
    list: async () => {
      for (let n = newest; n > Math.max(0, newest - listed); n -= 1) await load(`raw:${n}`);
    },
  };
};

const kinds = ["put", "get", "list"] as const;
type Kind = (typeof kinds)[number];
type Times = Readonly<Record<Kind, number[]>>;

const warmUp = 30;

/**
 * Each kind in a loop of its own, then all three in each round of one loop: there a put meets the garbage and the cold caches of
 * the list of ten before it. A put adds a message to the conversation, a get reads the newest, a list the ten newest.
 */
const speedLines = async (client: Redis, rounds: number): Promise<string[]> => {
  const subjects = [
    rawSubject(client),
    saverSubject("RedisSaver", new RedisSaver({ client, tenant: "bench" })),
    saverSubject("MemorySaver", new MemorySaver()),
  ];
  const apart = subjects.map((): Times => ({ put: [], get: [], list: [] }));
  const mixed = subjects.map((): Times => ({ put: [], get: [], list: [] }));
  let puts = 0;
  for (const kind of kinds) puts = await loop(subjects, [kind], rounds, puts, apart);
  await loop(subjects, kinds, rounds, puts, mixed);
  const names = subjects.map(({ name }) => name);
  return [
    `${messagesInThread} messages, ${rounds} rounds in turns; ms (times raw)`,
    ...table("each in a loop of its own: medians", names, apart, median),
    ...table("  fastest tenths: less noise", names, apart, fastestTenth),
    ...table("all three in each round: medians", names, mixed, median),
    ...table("  fastest tenths", names, mixed, fastestTenth),
  ];
};

/** The subjects in turns, `rounds` times after a warm-up. `puts`: how many each has had; returns how many it then has. */
const loop = async (
  subjects: readonly Subject[],
  what: readonly Kind[],
  rounds: number,
  puts: number,
  times: readonly Times[],
): Promise<number> => {
  let count = puts;
  for (let round = 1; round <= rounds + warmUp; round += 1) {
    if (what.includes("put")) count += 1;
    const messages = what.includes("put") ? conversation(messagesInThread + count).slice(count) : [];
    // Each goes first as often as the others: who follows the making of the messages meets the garbage collector.
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const index = (round + turn) % subjects.length;
      const subject = subjects[index] as Subject; // the remainder is an index
      for (const kind of what) {
        const start = performance.now();
        if (kind === "put") await subject.put(count, messages);
        else await subject[kind]();
        if (round > warmUp) times[index]?.[kind].push(performance.now() - start);
      }
    }
  }
  return count;
};

const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(38) + cells.map((it) => it.padStart(16)).join("");

/** The first subject is what the others are multiples of. */
const table = (
  heading: string,
  names: readonly string[],
  times: readonly Times[],
  pick: (values: readonly number[]) => number,
): string[] => {
  const picked = times.map((of) => kinds.map((kind) => pick(of[kind])));
  const [raw = []] = picked;
  const cell = (ms: number, kind: number) => `${ms.toFixed(2)} (${(ms / (raw[kind] ?? 1)).toFixed(2)})`;
  return [
    row(heading, ["put", "get", `list of ${listed}`]),
    ...names.map((name, index) => row(name, (picked[index] ?? []).map(cell))),
  ];
};

const fastestTenth = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? Number.NaN;
};
