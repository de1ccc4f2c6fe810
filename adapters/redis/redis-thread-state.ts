import type {
  CommitOutcome,
  CommittedState,
  StateChange,
  ThreadRef,
  ThreadState,
} from "../../shim/ports/thread-state.ts";
import { luaScripts } from "./lua-scripts.ts";
import { TenantRedis, type TenantRedisOptions } from "./tenant-redis.ts";

/** The thread-state port on Redis or Valkey: a hash in the thread's slot, changed by one script. */
export class RedisThreadState implements ThreadState {
  readonly #redis: TenantRedis;

  constructor(options: TenantRedisOptions) {
    this.#redis = new TenantRedis(options);
  }

  async read(ref: ThreadRef): Promise<CommittedState | null> {
    const answer = (await this.#redis.run(ref.tenant, luaScripts.readState, [this.#keyOf(ref)], [])) as Buffer[];
    const flat = answer.map(String);
    const all = new Map<string, string>();
    for (let index = 0; index < flat.length; index += 2) all.set(String(flat[index]), String(flat[index + 1]));
    const version = all.get("v");
    if (version === undefined) return null;
    const fields = [...all].filter(([name]) => name.startsWith("f:")).map(([name, value]) => [name.slice(2), value]);
    return { version: Number(version), fields: Object.fromEntries(fields) };
  }

  async readFields(ref: ThreadRef, names: readonly string[]): Promise<CommittedState | null> {
    const wanted = ["v", ...names.map((name) => `f:${name}`)];
    const answer = (await this.#redis.send(ref.tenant, "hmget", [this.#keyOf(ref), ...wanted])) as unknown[];
    const [version, ...values] = answer; // HMGET answers a list as long as its arguments
    if (!Buffer.isBuffer(version)) return null;
    const found = names.flatMap((name, index) =>
      Buffer.isBuffer(values[index]) ? [[name, String(values[index])]] : [],
    );
    return { version: Number(version.toString()), fields: Object.fromEntries(found) };
  }

  async commit(ref: ThreadRef, { expected, set, remove, commit }: StateChange): Promise<CommitOutcome> {
    const args = [commit, expected, remove.length, ...remove, ...Object.entries(set).flat()];
    const answer = await this.#redis.run(ref.tenant, luaScripts.commitState, [this.#keyOf(ref)], args);
    const [kind, version] = answer as [Buffer, number]; // commit-state.lua
    return { kind: String(kind) as CommitOutcome["kind"], version: Number(version) };
  }

  async remove(ref: ThreadRef): Promise<boolean> {
    return Number(await this.#redis.send(ref.tenant, "del", [this.#keyOf(ref)])) > 0;
  }

  #keyOf({ tenant, thread }: ThreadRef): string {
    return this.#redis.keys(tenant).thread(thread, "s");
  }
}
