import type { Audit } from "../../../contracts/audit.ts";
import type { ObservedApp } from "../../../contracts/observed-app.ts";
import type { RunEvidence } from "../../../contracts/run-evidence.ts";
import { Background } from "../../../shim/background.ts";
import type { RunIdentity } from "../../../shim/decisions/to-decision.ts";
import { type PlannedChain, planHandoffs } from "../../../shim/handoff/plan-handoffs.ts";
import type { RouteSource } from "../../../shim/ports/route-source.ts";
import type { BreachWatch } from "../../../shim/promotion/breach-watch.ts";
import { encodedRoutes } from "../../../shim/registry/encoded-routes.ts";
import { RouteAsker } from "../../../shim/routing/ask-routes.ts";
import { auditedRules } from "../../../shim/routing/audited-rules.ts";
import { ConductorHabits } from "../../../shim/routing/conductor-habits.ts";
import { auditedAppOf, conductorPoints } from "../../../shim/routing/conductor-points.ts";
import { cardsOfNames, evidenceRoutes } from "../../../shim/routing/evidence-routes.ts";
import type { StageInForce } from "../../../shim/stages/stage-in-force.ts";
import type { ShimCore } from "../shim-core.ts";
import type { CompiledApp } from "../surface.ts";
import { agentToolPoints } from "./agent-tool-points.ts";
import { conductorKind } from "./conductor-kind.ts";
import type { HandoffOptions } from "./handoff-options.ts";
import type { RoutingSetting, Spot } from "./open-turn.ts";
import type { RoutingOptions } from "./routing-options.ts";
import { RunRouting } from "./run-routing.ts";

/** What a graph's routing is made from. */
export interface RoutingParts {
  readonly registry: RouteSource | undefined;
  readonly audit: Audit | undefined;
  readonly evidence: RunEvidence | undefined;
  readonly routing: RoutingOptions;
  /** A predicted end ends the run with the last agent's own answer. */
  readonly forwardMessage: boolean;
  readonly handoff: HandoffOptions;
  readonly watch: BreachWatch | null;
}

/** Makes the routing of a graph, and that of each of its runs. */
export class Routing implements RoutingSetting {
  readonly core: ShimCore;
  readonly options: RoutingOptions;
  readonly forwardMessage: boolean;
  readonly channels: CompiledApp["channels"];
  readonly asker: RouteAsker;
  readonly habits: ConductorHabits;
  readonly background: Background;
  readonly watch: BreachWatch | null;
  /** By node. */
  readonly spots: ReadonlyMap<string, Spot>;
  readonly handoff: HandoffOptions;
  readonly chains: readonly PlannedChain[];

  constructor(app: CompiledApp, core: ShimCore, parts: RoutingParts) {
    const { registry, audit, evidence, routing, forwardMessage, handoff } = parts;
    const observed = evidence?.apps.find(({ fingerprint }) => fingerprint === core.fingerprint) ?? null;
    const audited = audit === undefined ? null : auditedAppOf(audit, core.topology);
    this.core = core;
    this.options = routing;
    this.forwardMessage = forwardMessage;
    this.channels = app.channels;
    this.watch = parts.watch;
    this.background = new Background(core.telemetry);
    this.habits = new ConductorHabits({
      stated: routing.updates ?? [],
      observed: observed?.updates ?? [],
      minObservations: routing.minObservations ?? 20,
    });
    this.spots = spotsOf(app, core, audit ?? null, routing);
    this.handoff = handoff;
    this.chains = planHandoffs({
      topology: core.topology,
      conductors: [...this.spots.keys()],
      stated: handoff.chains ?? [],
      audited,
      recorded: observed?.chains ?? [],
      maxExceptions: handoff.maxExceptions ?? 0.05,
    });
    const rules = [...(routing.rules ?? []), ...(audit && audited ? auditedRules(audit, audited) : [])];
    const names = new Set([...this.spots.values()].flatMap(({ point }) => point.targets));
    this.asker = new RouteAsker({
      source: registry ?? ownRoutes(core, { ...routing, rules }, observed, [...names].sort()),
      clock: core.clock,
      budgetMs: routing.budgetMs ?? 50,
      gaveUp: (cause) => core.telemetry.happened({ kind: "registry-given-up", app: core.app, cause }),
    });
  }

  /** Resolves once nothing goes on beside the runs. */
  async settled(): Promise<void> {
    await this.background.settled();
    await this.watch?.settled();
  }

  /** Null: nothing but observing is on for this run. */
  begin(identity: RunIdentity, stage: StageInForce, input: unknown, hasCheckpointer: boolean): RunRouting | null {
    if (stage.registry.mode === "off" && stage.handoff.mode === "off") return null;
    return new RunRouting(this, identity, stage, input, hasCheckpointer);
  }
}

/** What answers where the app brings no registry. */
const ownRoutes = (
  core: ShimCore,
  { cards = [], rules = [], classifiers, embeddings }: RoutingOptions,
  observed: ObservedApp | null,
  names: readonly string[],
): RouteSource => {
  const routes = evidenceRoutes({
    cards: cardsOfNames(names, cards),
    fingerprint: core.fingerprint,
    observed,
    transitions: () => core.transitions.transitions(),
    rules,
    classifiers: classifiers ?? (() => null),
  });
  return embeddings === undefined ? routes : encodedRoutes(routes, embeddings);
};

const spotsOf = (app: CompiledApp, core: ShimCore, audit: Audit | null, routing: RoutingOptions): Map<string, Spot> => {
  const { map, topology } = core;
  const points = conductorPoints({ topology, toolNodes: map.toolNodes, audit, named: routing.conductors ?? null });
  const spots: Spot[] = points.flatMap((point) => {
    const decision = map.points.find(({ node }) => node === point.node);
    const kind = conductorKind(app, point, routing.transferTools ?? {});
    if (decision === undefined || kind === null) return [];
    // A transfer tool picks an agent, whatever it is called; a Command or a condition may as well judge.
    const isTold = kind.kind === "transfer-tools" || (routing.updates ?? []).some(({ from }) => from === point.node);
    return [{ point, decision, kind, mayAct: point.basis !== "shape" || isTold }];
  });
  const agents = agentToolPoints(app, map, routing.agentTools ?? {});
  return new Map([...spots, ...agents].map((spot) => [spot.point.node, spot]));
};
