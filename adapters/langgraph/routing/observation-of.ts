import { decisionOfError, decisionOfTask, type TaskEnd, type TaskSetting } from "../watch-task.ts";
import type { AttemptedTurn } from "./attempt-turn.ts";
import type { OpenTurn, RunSetting } from "./open-turn.ts";

/** What a turn decided, as it would stand in the log. Null: it was interrupted. */
export const observationOf = (
  { routing, hasCheckpointer }: RunSetting,
  { spot, input, config }: OpenTurn,
  { end, writes, durationMs }: Pick<TaskEnd, "writes" | "durationMs"> & Pick<AttemptedTurn, "end">,
) => {
  const { clock, map } = routing.core;
  const task: TaskEnd = { input, config, writes, durationMs, at: clock.now() };
  const setting: TaskSetting = { map, point: spot.decision, hasCheckpointer, calls: null, usesModel: true };
  return end.kind === "done" ? decisionOfTask(task, setting) : decisionOfError(end.error, task, setting);
};
