import { describe, expect, it } from "vitest";
import { judgedTasks } from "../../../../shim/registry/fit/judged-tasks.ts";
import { fitTaskModels } from "../../../../shim/registry/fit/task-models.ts";
import { withOutcomes } from "../../../../shim/registry/fit/with-outcomes.ts";
import { gardenDesk } from "../../../harness/registry/garden-desk.ts";

const desk = gardenDesk();
const models = fitTaskModels(desk.examples);
const alone = judgedTasks(models, desk.tasks, 0.18, 1);
const { judgements, answered } = withOutcomes(models.whole, alone, 0.18);

describe("withOutcomes", () => {
  it("adds four signals to each judgement, strangers' too, and changes nothing else", () => {
    expect(judgements).toHaveLength(alone.length);
    for (const [at, { task, rows }] of judgements.entries())
      for (const [number, row] of rows.entries()) {
        const before = alone[at]?.rows[number];
        expect(task).toBe(alone[at]?.task);
        expect(row.signals).toHaveLength((before?.signals.length ?? 0) + 4);
        expect({ ...row, signals: row.signals.slice(0, -4) }).toEqual(before);
      }
  });

  it("keeps the answers of the model of all agents, weighted to the stated share of traffic", () => {
    expect(answered.tasks.map((task) => task.answered)).toEqual(alone.map(({ rows: [row] }) => row.agent));
    const all = answered.tasks.reduce((sum, { weight }) => sum + weight, 0);
    const outside = answered.tasks.filter(({ outcome }) => outcome === "outside");
    expect(all).toBeCloseTo(answered.tasks.length);
    expect(outside.reduce((sum, { weight }) => sum + weight, 0) / all).toBeCloseTo(0.18);
  });

  it("does not tell a task its own outcome", () => {
    const lone = alone.find(({ task }) => task.agent === null);
    const without = alone.filter((it) => it !== lone);
    if (!lone) throw new Error("the desk has tasks out of scope");
    const flipped = { ...lone, rows: [{ ...lone.rows[0], kind: "inside", right: true }] as const };
    const signalsOf = (judged: typeof alone) => withOutcomes(models.whole, judged, 0).judgements[0]?.rows[0].signals;
    // With no share out of scope, the other tasks weigh alike whatever this one is.
    expect(signalsOf([flipped, ...without.filter(({ task }) => task.agent !== null)])).toEqual(
      signalsOf([
        { ...flipped, rows: [{ ...flipped.rows[0], right: false }] },
        ...without.filter(({ task }) => task.agent !== null),
      ]),
    );
  });
});
