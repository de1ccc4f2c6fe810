import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InMemoryStore, MemorySaver } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { describe, expect, it, onTestFinished } from "vitest";
import { RedisSaver } from "../../adapters/langgraph-redis/index.ts";
import { MemoryStageStore } from "../../adapters/memory/memory-stage-store.ts";
import { runCli } from "../../cli/run-cli.ts";
import { putStep } from "../harness/checkpoint-chain.ts";
import { fakeCliIo } from "../harness/fake-cli-io.ts";
import { withRedis } from "../harness/with-redis.ts";

const redis = withRedis();

interface Sides {
  readonly old: BaseCheckpointSaver;
  readonly new: BaseCheckpointSaver;
  readonly stores?: { readonly old: InMemoryStore; readonly new: InMemoryStore };
  readonly close?: () => void;
}

/** A module of a user's, which gives what the test made. */
const saversModule = (text: string, sides?: Sides): string => {
  const folder = mkdtempSync(join(tmpdir(), "state-savers-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "savers.mjs");
  writeFileSync(file, text);
  Object.assign(globalThis, { saversOfThisTest: sides });
  return file;
};
const given = "export default (tenant) => ({ ...globalThis.saversOfThisTest, tenant });\n";

const run = async (...argv: string[]) => {
  const io = fakeCliIo({ env: {} });
  const code = await runCli(argv, io);
  return { code, out: io.stdout.text(), err: io.stderr.text() };
};

const twoThreads = async () => {
  const old = new MemorySaver();
  for (const thread of ["a", "b"]) for (const n of [0, 1, 2]) await putStep(old, thread, n);
  let closed = 0;
  return { old, new: new MemorySaver(), close: () => void closed++, closed: () => closed };
};

describe("unconduct state backfill and compare --stores", () => {
  it("counts in a dry run, copies with progress, goes on behind a namespace, and compares by path", async () => {
    const stores = { old: new InMemoryStore(), new: new InMemoryStore() };
    for (const ns of ["a", "b"]) for (const key of ["x", "y"]) await stores.old.put([ns], key, { ns, key });
    const file = saversModule(given, { ...(await twoThreads()), stores });
    const flags = ["--stores", "--savers", file];
    const dry = await run("state", "backfill", ...flags, "--dry-run");
    expect(dry).toMatchObject({ code: 0, out: "2 namespaces, 4 items: 4 would be copied (dry run)\n" });
    const rest = await run("state", "backfill", ...flags, "--after", '["a"]');
    expect(rest).toMatchObject({ out: "1 namespaces, 2 items: 2 copied\n" });
    expect(rest.err).toContain('done: ["b"]');
    await stores.new.put(["b"], "x", { ns: "b", key: "other" });
    expect(await run("state", "compare", ...flags)).toMatchObject({
      code: 1,
      out: '["a","x"]: not there\n["a","y"]: not there\n["b","x"]: value.key (value)\n2 namespaces, 4 items: 3 differ\n',
    });
  });

  it("says what is missing where the module gives no stores", async () => {
    const file = saversModule(given, await twoThreads());
    const { code, err } = await run("state", "backfill", "--stores", "--savers", file);
    expect(code).not.toBe(0);
    expect(err).toContain("gave no `stores`");
  });
});

describe("unconduct state backfill and compare", () => {
  it("counts in a dry run, copies with progress, and then finds both sides alike", async () => {
    const sides = await twoThreads();
    const file = saversModule(given, sides);
    const dry = await run("state", "backfill", "--savers", file, "--dry-run");
    expect(dry).toMatchObject({ code: 0, out: "2 threads, 6 checkpoints: 6 would be copied (dry run)\n" });
    expect((await run("state", "compare", "--savers", file)).code).toBe(1);
    const done = await run("state", "backfill", "--savers", file);
    expect(done.out).toBe("2 threads, 6 checkpoints: 6 copied\n");
    expect(done.err).toContain("1 threads, 3 checkpoints copied; done: a\n");
    expect(await run("state", "compare", "--savers", file)).toMatchObject({
      ...{ code: 0, out: "2 threads, 6 checkpoints: 0 differ\n" },
    });
    expect(sides.closed()).toBe(4);
  });

  it("goes on behind a thread, and says where when it breaks off", async () => {
    const sides = await twoThreads();
    const put = sides.new.put.bind(sides.new);
    sides.new.put = (config, ...rest) =>
      config.configurable?.thread_id === "b" ? Promise.reject(new Error("disk full")) : put(config, ...rest);
    const file = saversModule(given, sides);
    const broken = await run("state", "backfill", "--savers", file);
    expect(broken.code).toBe(2);
    expect(broken.err).toContain("broke off: disk full");
    expect(broken.err).toContain('--after "a"');
    sides.new.put = put;
    const rest = await run("state", "backfill", "--savers", file, "--after", "a");
    expect(rest.out).toBe("1 threads, 3 checkpoints: 3 copied\n");
  });

  it("names what differs by path, without contents", async () => {
    const sides = await twoThreads();
    const file = saversModule(given, sides);
    await run("state", "backfill", "--savers", file);
    const tuple = await sides.new.getTuple({ configurable: { thread_id: "a" } });
    if (tuple === undefined) throw new Error("nothing was copied");
    const changed = { ...tuple.checkpoint, channel_values: { ...tuple.checkpoint.channel_values, step: 99 } };
    const parent = { configurable: { thread_id: "a", checkpoint_ns: "", checkpoint_id: "00000001" } };
    await sides.new.put(parent, changed, { source: "loop", step: 2, parents: {} });
    const { code, out } = await run("state", "compare", "--savers", file);
    expect(code).toBe(1);
    expect(out).toContain("a 00000002: channel_values.step (value)");
    expect(out).not.toContain("99");
  });

  it.each([
    ["export const x = 1;\n", "its default export is no function"],
    ["export default () => { throw new Error('no password'); };\n", "no password"],
    ["export default () => ({ old: 1, new: 2 });\n", "gave no pair of checkpointers"],
    ["export default () => ({ ...globalThis.saversOfThisTest, stores: { old: 1 } });\n", "stores that are no pair"],
  ])("says what is wrong with a module: %s", async (text, said) => {
    const { code, err } = await run("state", "compare", "--savers", saversModule(text));
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe("unconduct state prune and acl", () => {
  it("prunes only after saying what it would, and only by a rule", async () => {
    const tenant = `t${Date.now()}`;
    const saver = new RedisSaver({ client: redis().connect(), tenant });
    for (let n = 0; n < 6; n += 1) await putStep(saver, "th", n);
    const prune = (...more: string[]) => run("state", "prune", tenant, "--redis", redis().url, ...more);
    const count = async () => {
      let found = 0;
      for await (const _ of saver.list({ configurable: { thread_id: "th" } })) found += 1;
      return found;
    };
    expect((await prune()).err).toContain("Nothing says what may go");
    expect((await prune("--keep", "2", "--dry-run")).out).toMatch(
      /^1 threads: 0 threads, 4 checkpoints .* would be removed/,
    );
    expect(await count()).toBe(6);
    expect((await prune("--keep", "2")).out).toMatch(/ removed\n$/);
    expect(await count()).toBe(2);
    await saver.deleteThread("th");
  });

  it("prints the command for a dedicated tenant's user, each time with a new password", async () => {
    const one = await run("state", "acl", "acme", "--prefix", "shop");
    expect(one.out).toMatch(
      /^ACL SETUSER 'shop:acme' 'reset' 'on' '>[0-9a-f]{48}' 'resetchannels' '&shop:\{acme\}:\*'/,
    );
    expect(one.out).not.toMatch(/\+(scan|keys|info|config|monitor)'/);
    expect((await run("state", "acl", "acme", "--prefix", "shop")).out).not.toBe(one.out);
    expect((await run("state", "acl", "a:*")).code).toBe(2);
  });
});

describe("unconduct stage set state=…", () => {
  it("takes the state one step at a time; a jump is refused with the way, or forced and kept", async () => {
    const stages = new MemoryStageStore();
    const io = fakeCliIo({
      env: { REDIS_URL: "redis://one", USER: "ada" },
      operator: {
        // Only the stages are asked for here.
        openRuntime: async () => ({ stages, close: () => undefined }) as never,
        ...{ pause: async () => false, readFile: () => "" },
      },
    });
    const set = (mode: string, ...more: string[]) =>
      runCli(["stage", "set", "acme", `state=${mode}`, "--reason", "moving", ...more], io);
    expect(await set("live")).toBe(2);
    expect(io.stderr.text()).toContain("cannot go from off to live at once");
    expect(io.stderr.text()).toContain("state=dual-write, state=compare, state=live");
    expect(await stages.read("acme")).toBeNull();
    for (const mode of ["dual-write", "compare", "live", "compare"]) expect(await set(mode), mode).toBe(0);
    expect(await set("off")).toBe(2);
    expect(await set("off", "--force")).toBe(0);
    expect(await stages.read("acme")).toMatchObject({
      stages: { state: { mode: "off" } },
      reason: "moving (forced; state jumped from compare to off)",
    });
  });
});
