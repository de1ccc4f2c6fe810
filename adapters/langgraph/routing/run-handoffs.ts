import type { Decision } from "../../../contracts/decision.ts";
import { toDecision } from "../../../shim/decisions/to-decision.ts";
import { GuardedRun, type HandoffAnswer, type NodeTurn } from "../../../shim/handoff/guarded-run.ts";
import type { HandoffChain } from "../../../shim/handoff/handoff-rules.ts";
import type { RunLimits } from "../../../shim/handoff/run-limits.ts";
import { isSampled } from "../../../shim/routing/sampled.ts";
import { takesEffect } from "../../../shim/stages/effective-mode.ts";
import type { TurnGuard } from "../hand-over-nodes.ts";
import { hidden, type RunConfig } from "../surface.ts";
import { decisionOfTask } from "../watch-task.ts";
import type { HandoffOptions } from "./handoff-options.ts";
import type { RunSetting } from "./open-turn.ts";

/** What the handoffs of one run past one conductor need. */
export interface RunHandoffsParts {
  readonly run: RunSetting;
  readonly conductor: string;
  readonly chains: readonly HandoffChain[];
  readonly limits: RunLimits;
  readonly options: HandoffOptions;
  /** Told of each handoff that takes effect; what it returns is waited for, and what that throws fails the task. */
  readonly handedOver: (decision: Decision) => Promise<void> | null;
}

/** Stage 2 in one run: who hands over to whom past the conductor, and what is only compared with its choices. */
export class RunHandoffs implements TurnGuard {
  readonly conductor: string;
  readonly #parts: RunHandoffsParts;
  readonly #guard: GuardedRun;
  /** A handoff that was foreseen and not made: the conductor's next choice is compared with it. */
  #foreseen: string | null = null;

  constructor(parts: RunHandoffsParts) {
    this.#parts = parts;
    this.conductor = parts.conductor;
    this.#guard = new GuardedRun({ conductor: parts.conductor, chains: parts.chains });
  }

  ended(
    turn: NodeTurn,
    task: { readonly config: RunConfig; readonly input: unknown },
  ): HandoffAnswer | Promise<HandoffAnswer> {
    const answer = this.#guard.ended(turn);
    if (answer.kind === "return") return answer;
    const { run, options, limits } = this.#parts;
    const id = `${run.identity.idOf(String(task.config.configurable?.[hidden.taskId]), false)}-handoff`;
    const isControl = isSampled("handoff", id, options.controlShare ?? 0.05);
    if (!takesEffect(run.handoffMode) || isControl) return this.#foresee(answer.to);
    const against = limits.take({ from: turn.node, target: answer.to, state: task.input });
    if (against !== null) {
      if (options.onLimit === "throw") throw against;
      return { kind: "return", reason: "not-expected" };
    }
    const waiting = this.#parts.handedOver(this.#decision(id, turn.node, answer.to, task));
    return waiting === null ? answer : waiting.then(() => answer);
  }

  left(turn: Pick<NodeTurn, "node" | "step" | "goesTo">): void {
    this.#guard.left(turn);
  }

  /** The re-check for a conductor's decision that a handoff would have taken; null: none foresaw it. */
  compared(decision: Decision): Decision | null {
    if (decision.from !== this.conductor || this.#foreseen === null) return null;
    const target = this.#foreseen;
    this.#foreseen = null;
    return {
      ...decision,
      id: `${decision.id}-handoff`,
      by: "static",
      chosen: { kind: "agent", target },
      recheckOf: decision.id,
      candidates: [],
      abstained: null,
      update: null,
      tokens: null,
      durationMs: 0,
      stage: 2,
      mode: this.#parts.run.handoffMode === "off" ? "shadow" : this.#parts.run.handoffMode,
    };
  }

  #foresee(to: string): HandoffAnswer {
    this.#foreseen = to;
    return { kind: "return", reason: "not-expected" };
  }

  #decision(
    id: string,
    from: string,
    target: string,
    { config, input }: { config: RunConfig; input: unknown },
  ): Decision {
    const { routing, identity, hasCheckpointer, handoffMode } = this.#parts.run;
    const { clock, map, digests } = routing.core;
    const writes = [[`${hidden.branchTo}${target}`, null]] as const;
    const seen = decisionOfTask(
      { input, config, writes, durationMs: 0, at: clock.now() },
      { map, point: { node: from, edges: [] }, hasCheckpointer, calls: null, usesModel: false },
    );
    const mode = handoffMode === "off" ? "shadow" : handoffMode;
    return { ...toDecision({ ...seen, by: "static" }, identity, digests), id, stage: 2, mode };
  }
}
