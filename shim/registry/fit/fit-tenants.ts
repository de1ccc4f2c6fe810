import { type Classifier, fitClassifier, type LabelledTask } from "./fit-classifier.ts";
import type { TaskModels } from "./task-models.ts";
import { type Aim, DEFAULT_AIM } from "./threshold.ts";

/** A labelled task and the tenant that it came from. */
export interface TenantTask extends LabelledTask {
  readonly tenant: string;
}

/** One classifier for all tenants, and one of their own for those with enough labelled tasks. Plain data. */
export interface TenantClassifiers {
  readonly shared: Classifier;
  /** By tenant. */
  readonly own: ReadonlyMap<string, Classifier>;
}

/**
 * Calibrates one set of models for all tenants and, by their own tasks alone, for each tenant. A tenant has enough where its own
 * tasks can keep the aim's promise; the others are held to what all tasks together promise. Of another tenant's tasks
 * nothing but the shared threshold and calibration is ever seen: no words.
 */
export const fitTenants = (
  models: TaskModels,
  tasks: readonly TenantTask[],
  aim: Aim = DEFAULT_AIM,
  seed = 1,
): TenantClassifiers => {
  const tenants = [...new Set(tasks.map(({ tenant }) => tenant))].sort();
  const own = tenants.map((tenant) => {
    const theirs = tasks.filter((task) => task.tenant === tenant);
    return [tenant, fitClassifier(models, theirs, aim, seed)] as const;
  });
  return {
    shared: fitClassifier(models, tasks, aim, seed),
    own: new Map(own.filter(([, { threshold }]) => threshold !== null)),
  };
};
