import type { EncodedExamples } from "../../shim/registry/fit/encoded-examples.ts";
import { fitTenants, type TenantClassifiers, type TenantTask } from "../../shim/registry/fit/fit-tenants.ts";
import type { Example } from "../../shim/registry/fit/task-model.ts";
import { fitTaskModels } from "../../shim/registry/fit/task-models.ts";
import { type Aim, DEFAULT_AIM } from "../../shim/registry/fit/threshold.ts";

/** All that a fit needs. Plain data: crosses to another thread. */
export interface FitJob {
  /** What the agents' cards teach, see `examplesOf`. */
  readonly examples: readonly Example[];
  /** One row an example; the tasks then need embeddings too. @default none */
  readonly encoded?: EncodedExamples | null;
  /** Labelled tasks that are none of the examples. */
  readonly tasks: readonly TenantTask[];
  /** @default DEFAULT_AIM */
  readonly aim?: Aim;
  /** @default 1 */
  readonly seed?: number;
}

/** Does the job in this thread: seconds of CPU for a thousand examples. */
export const doFitJob = ({ examples, encoded = null, tasks, aim = DEFAULT_AIM, seed = 1 }: FitJob): TenantClassifiers =>
  fitTenants(fitTaskModels(examples, encoded, seed), tasks, aim, seed);
