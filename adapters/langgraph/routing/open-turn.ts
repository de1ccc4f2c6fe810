import type { Decision } from "../../../contracts/decision.ts";
import type { Background } from "../../../shim/background.ts";
import type { RunIdentity } from "../../../shim/decisions/to-decision.ts";
import type { PlannedChain } from "../../../shim/handoff/plan-handoffs.ts";
import type { RunLimits } from "../../../shim/handoff/run-limits.ts";
import type { BreachWatch } from "../../../shim/promotion/breach-watch.ts";
import type { RouteAsker } from "../../../shim/routing/ask-routes.ts";
import type { ConductorHabits } from "../../../shim/routing/conductor-habits.ts";
import type { ConductorPoint } from "../../../shim/routing/conductor-points.ts";
import type { Settled } from "../../../shim/routing/settle-answer.ts";
import type { EffectiveMode } from "../../../shim/stages/effective-mode.ts";
import type { DecisionPoint } from "../decision-points.ts";
import type { ShimCore } from "../shim-core.ts";
import type { CompiledApp, CompiledNode, RunConfig } from "../surface.ts";
import type { ConductorKind } from "./conductor-kind.ts";
import type { HandoffOptions } from "./handoff-options.ts";
import type { RoutingOptions } from "./routing-options.ts";

/** A node whose turns may be taken. */
export interface Spot {
  readonly point: ConductorPoint;
  readonly decision: DecisionPoint;
  readonly kind: ConductorKind;
  /** False: it may be a gate, so what the registry says of its turns is only compared. */
  readonly mayAct: boolean;
}

/** What all runs of one graph share, as far as somebody other than the conductor may choose what is next. */
export interface RoutingSetting {
  readonly core: ShimCore;
  readonly options: RoutingOptions;
  /** A predicted end ends the run with the last agent's own answer. */
  readonly forwardMessage: boolean;
  readonly channels: CompiledApp["channels"];
  readonly asker: RouteAsker;
  readonly habits: ConductorHabits;
  readonly background: Background;
  /** null: stages cannot be written to, or nobody wants them watched. */
  readonly watch: BreachWatch | null;
  /** By node. */
  readonly spots: ReadonlyMap<string, Spot>;
  readonly handoff: HandoffOptions;
  readonly chains: readonly PlannedChain[];
}

/** What all turns of one run share. */
export interface RunSetting {
  readonly routing: RoutingSetting;
  readonly identity: RunIdentity;
  /** Of stage 1. */
  readonly mode: EffectiveMode;
  /** Of stage 2. */
  readonly handoffMode: EffectiveMode;
  readonly limits: RunLimits;
  readonly hasCheckpointer: boolean;
  /** Asks the registry, and checks what it says. Never fails. */
  ask(turn: OpenTurn): Promise<Settled>;
  /** Logs a re-check behind the run's back, whatever the tenant requires of its own decisions. */
  logRecheck(decision: Decision): void;
}

/** A conductor's turn that is under way. */
export interface OpenTurn {
  readonly spot: Spot;
  readonly node: CompiledNode;
  readonly input: unknown;
  readonly config: RunConfig;
  /** Agent that ran before it; null: the run begins; undefined: not known, as after an interrupt. */
  readonly last: string | null | undefined;
  /** What the registry said; null: it is asked afterwards, or not at all. */
  settled: Settled | null;
  /** True: the registry's choice took effect. */
  acted: boolean;
}
