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

/** One round: a put that adds a message to the conversation, a get of the newest, a list of the ten newest. */
const speedLines = async (client: Redis, rounds: number): Promise<string[]> => {
  const subjects = [
    rawSubject(client),
    saverSubject("RedisSaver", new RedisSaver({ client, tenant: "bench" })),
    saverSubject("MemorySaver", new MemorySaver()),
  ];
  const kinds = ["put", "get", "list"] as const;
  const times = subjects.map(() => ({ put: [] as number[], get: [] as number[], list: [] as number[] }));
  const warmUp = 30;
  for (let round = 1; round <= rounds + warmUp; round += 1) {
    const messages = conversation(messagesInThread + round).slice(round);
    // Each goes first as often as the others: who follows the making of the messages meets the garbage collector.
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const index = (round + turn) % subjects.length;
      const subject = subjects[index] as Subject; // the remainder is an index
      for (const kind of kinds) {
        const start = performance.now();
        if (kind === "put") await subject.put(round, messages);
        else await subject[kind]();
        if (round > warmUp) times[index]?.[kind].push(performance.now() - start);
      }
    }
  }
  const row = (name: string, cells: readonly string[]) => name.padEnd(30) + cells.map((it) => it.padStart(16)).join("");
  const table = (heading: string, pick: (values: readonly number[]) => number) => {
    const picked = times.map((of) => kinds.map((kind) => pick(of[kind])));
    const [raw = []] = picked;
    const cell = (ms: number, kind: number) => `${ms.toFixed(2)} (${(ms / (raw[kind] ?? 1)).toFixed(2)})`;
    return [
      row(heading, ["put", "get", `list of ${listed}`]),
      ...subjects.map(({ name }, index) => row(name, (picked[index] ?? []).map(cell))),
    ];
  };
  return [
    `${messagesInThread} messages, ${rounds} rounds in turns; ms (times raw)`,
    ...table("medians", median),
    ...table("fastest tenths: less noise", fastestTenth),
  ];
};

const fastestTenth = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? Number.NaN;
};
