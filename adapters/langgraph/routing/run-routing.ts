import type { Decision } from "../../../contracts/decision.ts";
import type { RunIdentity } from "../../../shim/decisions/to-decision.ts";
import { RunLimits } from "../../../shim/handoff/run-limits.ts";
import { isSampled } from "../../../shim/routing/sampled.ts";
import { type Settled, settleAnswer } from "../../../shim/routing/settle-answer.ts";
import { type EffectiveMode, effectiveMode, takesEffect } from "../../../shim/stages/effective-mode.ts";
import type { StageInForce } from "../../../shim/stages/stage-in-force.ts";
import { handOverNodes } from "../hand-over-nodes.ts";
import { stopsAt } from "../stops-at.ts";
import {
  type ChannelWrite,
  type CompiledApp,
  type CompiledNode,
  copyOf,
  hidden,
  type Invocable,
  isObject,
  type RunConfig,
} from "../surface.ts";
import { decideTurn } from "./decide-turn.ts";
import { failedRun } from "./failed-run.ts";
import { knownHandoffs } from "./known-handoffs.ts";
import type { OpenTurn, RoutingSetting, RunSetting, Spot } from "./open-turn.ts";
import { recheckByModel, recheckByRegistry } from "./rechecks.ts";
import { RunHandoffs } from "./run-handoffs.ts";

import { lastHumanText, type Turn, toLookup } from "./to-lookup.ts";

/** Stage 1 in one run: who chooses at each conductor's turn, and what is compared with what. Fixed as the run began. */
export class RunRouting implements RunSetting {
  readonly routing: RoutingSetting;
  readonly identity: RunIdentity;
  readonly mode: EffectiveMode;
  readonly handoffMode: EffectiveMode;
  readonly hasCheckpointer: boolean;
  readonly limits: RunLimits;
  readonly #handoffs: readonly RunHandoffs[];
  readonly #turns = new Map<string, OpenTurn>();
  #last: string | null | undefined;
  #hasFailed = false;

  /** Takes a handoff into the log and the figures of the run; set by the run's observer. */
  record: (decision: Decision) => Promise<void> | null = () => null;

  constructor(
    routing: RoutingSetting,
    identity: RunIdentity,
    stage: StageInForce,
    input: unknown,
    hasCheckpointer: boolean,
  ) {
    this.routing = routing;
    this.identity = identity;
    this.mode = effectiveMode(stage.registry, identity.thread);
    this.handoffMode = effectiveMode(stage.handoff, identity.thread);
    this.limits = new RunLimits(routing.handoff.maxHops ?? 25);
    this.#handoffs = this.handoffMode === "off" ? [] : this.#toHandoffs();
    this.hasCheckpointer = hasCheckpointer;
    // A run that goes on with an earlier one does not say who ran last.
    this.#last = isObject(input) && input.lg_name !== "Command" ? null : undefined;
  }

  /** The app's nodes: conductors' turns taken or followed, and the ways of agents guarded. `options`: the caller's. */
  nodesOf(app: CompiledApp, options: RunConfig): CompiledApp["nodes"] {
    const routed = Object.entries(app.nodes).map(([name, node]) => [name, this.#nodeOf(name, node)]);
    let nodes: CompiledApp["nodes"] = Object.fromEntries(routed);
    for (const handoffs of this.#handoffs) {
      // Somebody wants to look at the state around each of the conductor's turns.
      if (stopsAt(handoffs.conductor, app, options)) continue;
      const { builder, channels } = app;
      nodes = handOverNodes({ nodes, builder, channels }, handoffs.conductor, handoffs);
    }
    return nodes;
  }

  #nodeOf(name: string, node: CompiledNode): CompiledNode {
    const spot = this.routing.spots.get(name);
    if (spot === undefined || this.mode === "off") return node;
    const copy = copyOf(node);
    copy.getNode = () => {
      const sequence = node.getNode();
      if (sequence === undefined || !Array.isArray(sequence.steps)) return sequence;
      const invoke = sequence.invoke.bind(sequence);
      sequence.invoke = (input, config) => this.#turn(spot, node, input, config, invoke);
      return sequence;
    };
    return copy;
  }

  /** Completes the record of a decision, learns from it, and begins what is compared with it beside the run. */
  decided(seen: Decision): Decision {
    const turn = this.#turns.get(seen.task);
    this.#turns.delete(seen.task);
    const decision: Decision = { ...seen, ...this.#stageOf(), ...(turn === undefined ? {} : noted(turn)) };
    const before = turn === undefined ? this.#last : turn.last;
    this.routing.habits.learn(decision, before);
    this.#last = lastAfter(decision, turn?.spot, this.#last);
    this.#hasFailed = decision.chosen.kind === "failed";
    if (decision.chosen.kind === "agent") this.limits.ran(decision.chosen.target);
    for (const handoffs of this.#handoffs) {
      const again = decision.by === "model" ? handoffs.compared(decision) : null;
      if (again !== null) this.logRecheck(again);
    }
    if (turn !== undefined && decision.chosen.kind !== "failed") this.#compare(decision, turn);
    return decision;
  }

  logRecheck(decision: Decision): void {
    void this.routing.core.writer.write(decision, "best-effort");
    this.routing.watch?.saw(decision);
  }

  /** The record of a run that failed where nothing was decided, so that failures of agents count; null: it has one. */
  failed(error: unknown): Decision | null {
    if (this.#hasFailed) return null;
    const at = new Date(this.routing.core.clock.now()).toISOString();
    return failedRun(this.identity, error, { at, from: this.#last ?? "__start__", ...this.#stageOf() });
  }

  /** What the registry is asked about a turn. */
  lookupFor({ spot, input, last }: OpenTurn) {
    const { allowed, task } = this.routing.options;
    const turn: Turn = {
      tenant: this.identity.tenant,
      fingerprint: this.identity.fingerprint,
      point: spot.point,
      last,
      allowed: allowed?.(this.identity.tenant, spot.point.node) ?? null,
    };
    return toLookup(turn, input, task ?? lastHumanText);
  }

  /** Asks the registry, and checks what it says. Never fails. */
  async ask(turn: OpenTurn): Promise<Settled> {
    const lookup = this.lookupFor(turn);
    const targets = turn.spot.point.targets.filter((it) => lookup.allowed?.includes(it) === true);
    const settled = settleAnswer(await this.routing.asker.ask(lookup), targets);
    const other = this.routing.habits.otherTurn(turn.spot.point.node, turn.last);
    const isOther = other !== null && !(other === "own-tool" && turn.spot.kind.kind === "agent-tools");
    return isOther ? { kind: "abstain", reason: other, candidates: settled.candidates } : settled;
  }

  #toHandoffs(): RunHandoffs[] {
    const { chains, handoff } = this.routing;
    const inPairs = !takesEffect(this.handoffMode);
    return [...new Set(chains.map(({ conductor }) => conductor))].flatMap((conductor) => {
      const own = chains.filter((chain) => chain.conductor === conductor);
      const known = knownHandoffs(this.routing, this.identity, own, inPairs);
      if (known.length === 0) return [];
      const handedOver = (decision: Decision) => this.#handedOver(decision);
      return [
        new RunHandoffs({ run: this, conductor, chains: known, limits: this.limits, options: handoff, handedOver }),
      ];
    });
  }

  #handedOver(decision: Decision): Promise<void> | null {
    if (decision.chosen.kind !== "agent") return null;
    this.#last = decision.chosen.target;
    this.limits.ran(decision.chosen.target);
    return this.record(decision);
  }

  /** The stage in force at a conductor's turn: the registry's, else that of the handoffs. */
  #stageOf(): Pick<Decision, "stage" | "mode"> {
    if (this.mode !== "off") return { stage: 1, mode: this.mode };
    return { stage: 2, mode: this.handoffMode === "off" ? "shadow" : this.handoffMode };
  }

  async #turn(
    spot: Spot,
    node: CompiledNode,
    input: unknown,
    config: RunConfig,
    invoke: Invocable["invoke"],
  ): Promise<unknown> {
    const turn = this.#open(spot, node, input, config);
    if (!takesEffect(this.mode)) return invoke(input, config);
    const decided = await decideTurn(this, turn);
    if (decided === null) return invoke(input, config);
    if (decided.end.kind === "threw") throw decided.end.error;
    const send = config.configurable?.[hidden.send] as (writes: readonly ChannelWrite[]) => void; // every task has it
    send(decided.writes);
    return decided.result;
  }

  #open(spot: Spot, node: CompiledNode, input: unknown, config: RunConfig): OpenTurn {
    const task = String(config.configurable?.[hidden.taskId]);
    const turn: OpenTurn = { spot, node, input, config, last: this.#last, settled: null, acted: false };
    this.#turns.set(task, turn);
    return turn;
  }

  #compare(decision: Decision, turn: OpenTurn): void {
    const { recheckShare = 0.05, reaskShare = 0.02 } = this.routing.options;
    const { background } = this.routing;
    const share = turn.acted ? recheckShare : this.mode === "shadow" ? reaskShare : 0;
    if (decision.by !== "human" && isSampled("recheck", decision.id, share))
      background.start(decision.tenant, recheckByModel(this, decision, turn));
    if (this.mode === "shadow") background.start(decision.tenant, () => recheckByRegistry(this, decision, turn));
  }
}

const noted = ({ acted, settled }: OpenTurn): Partial<Decision> => {
  if (settled === null) return {};
  const { candidates } = settled;
  if (acted) return { by: "registry", candidates: [...candidates], tokens: null };
  const reason =
    settled.kind === "abstain" ? settled.reason : settled.kind === "end" ? "predicted-end" : "update-unknown";
  return { candidates: [...candidates], abstained: { reason } };
};

const lastAfter = (
  { chosen, from }: Decision,
  spot: Spot | undefined,
  last: string | null | undefined,
): string | null | undefined => {
  if (chosen.kind === "agent") return chosen.target;
  // What ran side by side is no one agent; a conductor's own tool is none at all.
  if (chosen.kind === "fan-out") return undefined;
  const isAgentTool =
    chosen.kind === "own-tool" && spot?.point.node === from && spot.point.targets.includes(chosen.tool);
  return isAgentTool ? chosen.tool : last;
};
