import type { Decision } from "../../../contracts/decision.ts";
import type { RunIdentity } from "../../../shim/decisions/to-decision.ts";
import { isSampled } from "../../../shim/routing/sampled.ts";
import { type Settled, settleAnswer } from "../../../shim/routing/settle-answer.ts";
import { type EffectiveMode, effectiveMode, takesEffect } from "../../../shim/stages/effective-mode.ts";
import type { StageInForce } from "../../../shim/stages/stage-in-force.ts";
import {
  type ChannelWrite,
  type CompiledNode,
  copyOf,
  hidden,
  type Invocable,
  isObject,
  type RunConfig,
} from "../surface.ts";
import { decideTurn } from "./decide-turn.ts";
import type { OpenTurn, RoutingSetting, RunSetting, Spot } from "./open-turn.ts";
import { recheckByModel, recheckByRegistry } from "./rechecks.ts";

import { lastHumanText, type Turn, toLookup } from "./to-lookup.ts";

/** Stage 1 in one run: who chooses at each conductor's turn, and what is compared with what. Fixed as the run began. */
export class RunRouting implements RunSetting {
  readonly routing: RoutingSetting;
  readonly identity: RunIdentity;
  readonly mode: Exclude<EffectiveMode, "off">;
  readonly hasCheckpointer: boolean;
  readonly #turns = new Map<string, OpenTurn>();
  #last: string | null | undefined;

  constructor(
    routing: RoutingSetting,
    identity: RunIdentity,
    stage: StageInForce,
    input: unknown,
    hasCheckpointer: boolean,
  ) {
    const mode = effectiveMode(stage.registry, identity.thread);
    this.routing = routing;
    this.identity = identity;
    this.mode = mode === "off" ? "shadow" : mode; // whoever makes one has asked
    this.hasCheckpointer = hasCheckpointer;
    // A run that goes on with an earlier one does not say who ran last.
    this.#last = isObject(input) && input.lg_name !== "Command" ? null : undefined;
  }

  /** The node, its turns taken or followed if it is a conductor. */
  nodeOf(name: string, node: CompiledNode): CompiledNode {
    const spot = this.routing.spots.get(name);
    if (spot === undefined) return node;
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
    const decision: Decision = { ...seen, stage: 1, mode: this.mode, ...(turn === undefined ? {} : noted(turn)) };
    const before = turn === undefined ? this.#last : turn.last;
    this.routing.habits.learn(decision, before);
    this.#last = lastAfter(decision, turn?.spot, this.#last);
    if (turn !== undefined && decision.chosen.kind !== "failed") this.#compare(decision, turn);
    return decision;
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
