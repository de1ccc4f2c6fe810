import type { Card } from "../../../contracts/card.ts";
import type { Embeddings } from "../../../shim/registry/encode.ts";
import type { RoutingRule } from "../../../shim/registry/evidence/rules.ts";
import type { TenantClassifiers } from "../../../shim/registry/fit/fit-tenants.ts";
import type { StatedUpdate } from "../../../shim/routing/conductor-habits.ts";

/** What stage 1 does; all of it has a default. */
export interface RoutingOptions {
  /**
   * Nodes whose turns the registry may take. Default: those that an audit proves, and those whose model picks by transfer tools.
   * Others that have the shape of a conductor are only compared with.
   */
  readonly conductors?: readonly string[];
  /** What a tenant may be routed to at a node; null: every declared target. Default: null. */
  readonly allowed?: (tenant: string, conductor: string) => readonly string[] | null;
  /** What is to be done, for the registry. Default: the newest message of a person. */
  readonly task?: (state: Readonly<Record<string, unknown>>) => string | undefined;
  /** Cards of agents, where no registry is given. Default: none, so that only what runs showed can be answered. */
  readonly cards?: readonly Card[];
  /** The app's own rules, where no registry is given. Those that the `audit` could read as data are added. */
  readonly rules?: readonly RoutingRule[];
  /**
   * Classifiers in force, where no registry is given; asked at each turn, so that new ones may replace them. They read the
   * task of a run's first turn. Default: none, so that a task alone is never answered.
   */
  readonly classifiers?: () => TenantClassifiers | null;
  /** Encode the task for classifiers that were fitted with embeddings. */
  readonly embeddings?: Embeddings;
  /** Updates that conductors write, stated and not observed. */
  readonly updates?: readonly StatedUpdate[];
  /** Times that the same update must have been seen until it counts as known. Default 20. */
  readonly minObservations?: number;
  /** Target to the name of its tool, for a supervisor whose transfer tools have names of their own. */
  readonly transferTools?: Readonly<Record<string, string>>;
  /** Tools of an agent that are agents: the text argument that is the user's last message, or null for none. */
  readonly agentTools?: Readonly<Record<string, { readonly lastHuman: string } | null>>;
  /** Milliseconds that a run waits for the registry before the model decides. Default 50. */
  readonly budgetMs?: number;
  /** Share of the registry's decisions that the model is asked again, beside the run. Default 0.05. */
  readonly recheckShare?: number;
  /** Share of the model's decisions in shadow that it is asked again: how far it agrees with itself. Default 0.02. */
  readonly reaskShare?: number;
}
