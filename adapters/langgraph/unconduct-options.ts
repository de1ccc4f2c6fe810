import type { Audit } from "../../contracts/audit.ts";
import type { RunEvidence } from "../../contracts/run-evidence.ts";
import type { Stage } from "../../contracts/stage.ts";
import type { ContentRule } from "../../shim/decisions/content-keeper.ts";
import type { Clock } from "../../shim/ports/clock.ts";
import type { DecisionLog } from "../../shim/ports/decision-log.ts";
import type { RouteSource } from "../../shim/ports/route-source.ts";
import type { StageSource } from "../../shim/ports/stage-source.ts";
import type { Telemetry } from "../../shim/ports/telemetry.ts";
import type { PromotionRules } from "../../shim/promotion/promotion-rules.ts";
import type { HandoffOptions } from "./routing/handoff-options.ts";
import type { RoutingOptions } from "./routing/routing-options.ts";
import type { StateOptions } from "./state/run-state.ts";
import type { RunConfig } from "./surface.ts";

/** What stage 0 looks at. */
export interface ObserveOptions {
  /** For tenants without a stage: what happens when the log fails. Default `best-effort`. */
  readonly onLogFailure?: Stage["observe"];
  /**
   * Share of runs, 0 to 1, in which every model call is counted by callbacks, those too that leave no message; the first
   * run is one of them. Such a run costs about a third more CPU, and LangChain names its messages `run-…` as with any
   * handler. Default 0: none.
   */
  readonly sampleCalls?: number;
  /** Key of the digests of updates. Give the same to all processes; default: one that everybody can know. */
  readonly digestSecret?: string;
  /** Keeps what was given and written at each decision, beside the log. Default: nothing is kept. */
  readonly contents?: ContentRule;
}

/** How a graph is wrapped. Every part has an embedded default: nothing has to be installed or running. */
export interface UnconductOptions {
  /** Whom a run belongs to: a constant, or read from the run's config. Default `default`. */
  readonly tenant?: string | ((config: RunConfig) => string);
  /** Where stages come from, or one constant stage. Default: none, so stage 0. */
  readonly stages?: StageSource | Stage;
  /** Default: in this process, the last 100,000 decisions of each tenant. */
  readonly log?: DecisionLog;
  /** Default: what an operator should know goes to `console.warn`, each kind once. */
  readonly telemetry?: Telemetry;
  readonly observe?: ObserveOptions;
  /** Where the tenant's stage 3 moves the state of threads to. Default: state stays in the graph's own checkpointer. */
  readonly state?: StateOptions;
  /** Who is asked at stage 1, such as an `AgentRegistry`. Default: what runs of this graph showed. */
  readonly registry?: RouteSource;
  /** `audit/1` of the app: says which nodes conduct, and which decide what no registry may (a gate). */
  readonly audit?: Audit;
  /** `evidence/1`: what earlier runs showed. Default: what this process sees. */
  readonly evidence?: RunEvidence;
  readonly routing?: RoutingOptions;
  readonly handoff?: HandoffOptions;
  /** Rules by which a tenant's stage is taken back by itself, where `stages` can be written to; false: never. */
  readonly promotion?: Partial<PromotionRules> | false;
  /**
   * Where the registry foresees the end, the run ends with the last agent's own answer, not with the conductor's words.
   * Default false: the end always goes to the model.
   */
  readonly forwardMessage?: boolean;
  /** Name of the app in spans and messages. Default: the graph's own. */
  readonly name?: string;
  /** Default: the machine's. */
  readonly clock?: Clock;
}
