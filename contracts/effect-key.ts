import type { Task } from "./task.ts";

/** What makes an effect one effect, however often its task is delivered. */
export interface EffectKey {
  readonly tenant: string;
  readonly thread: string;
  readonly checkpoint: string;
  readonly task: string;
}

/** The effect key of a task: the same for every delivery and every attempt. */
export const effectKeyOf = ({ tenantid, data }: Task): EffectKey => ({
  tenant: tenantid,
  thread: data.thread,
  checkpoint: data.checkpoint,
  task: data.task,
});
