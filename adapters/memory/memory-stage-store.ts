import { parseContract } from "../../contracts/parse-contract.ts";
import { type Stage, stageSchema } from "../../contracts/stage.ts";
import type { StageStore, StageWrite } from "../../shim/ports/stage-source.ts";

/** Stages in this process: for one process, and for tests. */
export class MemoryStageStore implements StageStore {
  /** Newest first, by tenant. */
  readonly #byTenant = new Map<string, readonly Stage[]>();

  async read(tenant: string): Promise<Stage | null> {
    return structuredClone(this.#byTenant.get(tenant)?.[0] ?? null);
  }

  async replace(stage: Stage): Promise<StageWrite> {
    const valid = parseContract(stageSchema, stage, "the stage to write");
    const before = this.#byTenant.get(valid.tenant) ?? [];
    const present = before[0] ?? null;
    if ((present?.version ?? 0) !== valid.version - 1) return { kind: "conflict", present: structuredClone(present) };
    this.#byTenant.set(valid.tenant, [valid, ...before]);
    return { kind: "written" };
  }

  async history(tenant: string, limit: number): Promise<readonly Stage[]> {
    return structuredClone((this.#byTenant.get(tenant) ?? []).slice(0, limit));
  }

  async tenants(): Promise<readonly string[]> {
    return [...this.#byTenant.keys()].sort();
  }
}
