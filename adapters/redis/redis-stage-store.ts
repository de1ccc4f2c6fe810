import { parseContract, parseContractText } from "../../contracts/parse-contract.ts";
import { type Stage, stageSchema } from "../../contracts/stage.ts";
import type { StageStore, StageWrite } from "../../shim/ports/stage-source.ts";
import { luaScripts } from "./lua-scripts.ts";
import { TenantRedis, type TenantRedisOptions } from "./tenant-redis.ts";

/** Changes kept of each tenant. */
const kept = 1_000;

/**
 * Stages on Redis or Valkey, one list a tenant. A flip is seen by the next read; the shim reads at most every 400 ms per
 * tenant, so it reaches every process within a second.
 */
export class RedisStageStore implements StageStore {
  readonly #redis: TenantRedis;

  constructor(options: TenantRedisOptions) {
    this.#redis = new TenantRedis(options);
  }

  async read(tenant: string): Promise<Stage | null> {
    return (await this.history(tenant, 1))[0] ?? null;
  }

  async replace(stage: Stage): Promise<StageWrite> {
    const valid = parseContract(stageSchema, stage, "the stage to write");
    const { tenant, version } = valid;
    await this.#redis.enroll(tenant, "stages");
    const args = [JSON.stringify(valid), version - 1, kept];
    const answer = await this.#redis.run(tenant, luaScripts.replaceStage, [this.#keyOf(tenant)], args);
    const [kind, present] = (answer as Buffer[]).map(String); // replace-stage.lua
    if (kind === "written") return { kind };
    return { kind: "conflict", present: present === "" || present === undefined ? null : parsed(present, tenant) };
  }

  async history(tenant: string, limit: number): Promise<readonly Stage[]> {
    if (limit < 1) return [];
    const answer = await this.#redis.send(tenant, "lrange", [this.#keyOf(tenant), 0, limit - 1]);
    return (answer as Buffer[]).map((text) => parsed(text.toString("utf8"), tenant)); // LRANGE answers a list
  }

  async tenants(): Promise<readonly string[]> {
    const roster = await this.#redis.roster("stages");
    const counts = await Promise.all(roster.map((tenant) => this.#redis.send(tenant, "llen", [this.#keyOf(tenant)])));
    return roster.filter((_, index) => Number(counts[index]) > 0);
  }

  #keyOf(tenant: string): string {
    return this.#redis.keys(tenant).own("stage");
  }
}

const parsed = (text: string, tenant: string): Stage =>
  parseContractText(stageSchema, text, `the stage of tenant ${tenant}`);
