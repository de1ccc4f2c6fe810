import { randomUUID } from "node:crypto";
import type { DecisionLog } from "../../../shim/ports/decision-log.ts";
import type { StageStore } from "../../../shim/ports/stage-source.ts";
import type { SeededRandom } from "../leaks/seeded-random.ts";
import { checkLog, decisionsOf } from "./check-log.ts";
import { checkRuns, type DatedStage } from "./check-runs.ts";
import { flipped, observeOf, stateStepMs } from "./flip-stage.ts";
import { type FlipTurn, flipTurn, logOfTurn } from "./flip-turn.ts";
import type { FlipPeer, FlipRun } from "./flip-world.ts";

/** What a {@link flipLoad} drives. */
export interface FlipLoadParts {
  readonly peers: readonly FlipPeer[];
  readonly stages: StageStore;
  readonly log: DecisionLog;
  readonly random: SeededRandom;
  readonly tenants: number;
  /** Turns of one thread; then the tenant begins another one. */
  readonly turnsOfThread: number;
  readonly longestAgentMs: number;
  /** Milliseconds, by the clock that the peers see. */
  readonly now: () => number;
  /** Called between turns and flips; false: no more. */
  readonly goesOn: () => boolean | Promise<boolean>;
}

/** What came of it. */
export interface FlipOutcome {
  readonly runs: number;
  readonly flips: number;
  readonly steps: number;
  readonly decisions: number;
  /** How long after its end a stage still held for a new run; the peers' caching and their load. */
  readonly latestMs: number;
  readonly events: readonly string[];
  readonly failures: readonly string[];
}

const flipsAtOnce = 3;

/** Runs turns of all tenants on all peers while their stages are flipped, then checks everything against the model. */
export const flipLoad = async (parts: FlipLoadParts): Promise<FlipOutcome> => {
  const load = new FlipLoad(parts);
  return load.outcome();
};

class FlipLoad {
  readonly #parts: FlipLoadParts;
  readonly #history = new Map<string, DatedStage[]>();
  readonly #steppedAt = new Map<string, number>();
  readonly #runs: FlipRun[] = [];
  /** Turns of each thread that are over, in order. */
  readonly #turns = new Map<string, FlipTurn[]>();
  readonly #failures: string[] = [];
  #flips = 0;
  #steps = 0;
  #isOver = false;

  constructor(parts: FlipLoadParts) {
    this.#parts = parts;
  }

  async outcome(): Promise<FlipOutcome> {
    const tenants = Array.from({ length: this.#parts.tenants }, (_, index) => `tenant-${index}`);
    for (const [index, tenant] of tenants.entries()) await this.#flip(tenant, index);
    const flipping = this.#flipAll(tenants);
    await Promise.all(tenants.map((tenant) => this.#load(tenant)));
    this.#isOver = true;
    await flipping;
    const events = (await Promise.all(this.#parts.peers.map((peer) => peer.settle()))).flat();
    await this.#lookAtAll();
    const decisions = (await Promise.all(tenants.map((tenant) => decisionsOf(this.#parts.log, tenant)))).flat();
    const checked = checkRuns(this.#runs, decisions, this.#history);
    const wrong = [...checked.failures, ...checkLog(decisions, this.#turns, this.#runs)];
    return {
      runs: this.#runs.length,
      flips: this.#flips,
      steps: this.#steps,
      decisions: decisions.length,
      latestMs: checked.latestMs,
      events,
      failures: [...this.#failures, ...wrong],
    };
  }

  async #flipAll(tenants: readonly string[]): Promise<void> {
    const { random, goesOn } = this.#parts;
    while (!this.#isOver && (await goesOn())) {
      // Several at a time, but one tenant after the other: this loop is the only one that writes stages.
      for (let count = 0; count < flipsAtOnce; count += 1) {
        const index = random.below(tenants.length);
        await this.#flip(tenants[index] ?? "", index);
      }
    }
  }

  async #flip(tenant: string, index: number): Promise<void> {
    const { stages, random, now } = this.#parts;
    const maySwitchState = now() - (this.#steppedAt.get(tenant) ?? Number.NEGATIVE_INFINITY) > stateStepMs;
    const present = await stages.read(tenant);
    const stage = flipped(random, present, tenant, { observe: observeOf(index), maySwitchState });
    const at = Date.now(); // before it is written: a run may take it at once
    const outcome = await stages.replace(stage);
    if (outcome.kind !== "written") throw new Error(`somebody else flips ${tenant}`);
    const known = this.#history.get(tenant) ?? [];
    this.#history.set(tenant, [...known, { at, stage }]);
    this.#flips += 1;
    if (stage.stages.state.mode === present?.stages.state.mode) return;
    this.#steppedAt.set(tenant, now());
    this.#steps += 1;
  }

  async #load(tenant: string): Promise<void> {
    for (let thread = 0; await this.#thread(tenant, `${tenant}.${thread}`); thread += 1);
  }

  /** False once the load is over. */
  async #thread(tenant: string, thread: string): Promise<boolean> {
    const { random, turnsOfThread, longestAgentMs, goesOn } = this.#parts;
    const over: FlipTurn[] = [];
    this.#turns.set(thread, over);
    for (let turn = 0; turn < turnsOfThread; turn += 1) {
      if (!(await goesOn())) return false;
      const job = flipTurn(random, { tenant, thread, turn }, longestAgentMs);
      try {
        await this.#turn(job);
      } catch (error) {
        this.#failures.push(`${thread}, turn ${turn}: ${error instanceof Error ? error.message : String(error)}`);
        return true; // the thread is not what the model says any more
      }
      over.push(job);
    }
    return true;
  }

  async #turn(job: FlipTurn): Promise<void> {
    const expected = [...this.#logBefore(job.thread), ...logOfTurn(job)];
    const first = await this.#run(job, false);
    if (first.isInterrupted !== (job.asks !== null)) throw new Error(`interrupted: ${first.isInterrupted}`);
    const last = first.isInterrupted ? await this.#run(job, true) : first;
    if (last.log.join() !== expected.join())
      this.#failures.push(`${job.thread}, turn ${job.turn}: got ${last.log.slice(-6)}, not ${expected.slice(-6)}`);
  }

  async #run(job: FlipTurn, resume: boolean): Promise<FlipRun> {
    const { peers, random } = this.#parts;
    const running = random.pick(peers).run(randomUUID(), job, resume);
    const looking = random.below(4) === 0 ? this.#look(job) : undefined;
    const [run] = await Promise.all([running, looking]);
    this.#runs.push(run);
    return run;
  }

  /** Somebody looks at the thread while it runs: what is seen is the tenant's own, and was written. */
  async #look(job: FlipTurn): Promise<void> {
    const { peers, random } = this.#parts;
    const seen = await random.pick(peers).look(job.tenant, job.thread);
    const all = [...this.#logBefore(job.thread), ...logOfTurn(job)];
    if (all.slice(0, seen.length).join() !== seen.join())
      this.#failures.push(`${job.thread}, turn ${job.turn}: a look saw ${seen.slice(-6)}`);
  }

  #logBefore(thread: string): string[] {
    return (this.#turns.get(thread) ?? []).flatMap(logOfTurn);
  }

  /** Every peer sees every write of every thread that is whole. */
  async #lookAtAll(): Promise<void> {
    const failed = new Set(this.#failures.map((it) => it.split(",")[0]));
    for (const [thread, turns] of this.#turns) {
      const [last] = turns;
      if (last === undefined || failed.has(thread)) continue;
      const expected = this.#logBefore(thread).join();
      for (const [index, peer] of this.#parts.peers.entries()) {
        const seen = (await peer.look(last.tenant, thread)).join();
        // A turn that the end of the load cut short may have written more.
        if (seen !== expected) this.#failures.push(`${thread}: peer ${index} sees at the end ${seen.slice(-80)}`);
      }
    }
  }
}
