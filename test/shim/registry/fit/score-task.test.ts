import { describe, expect, it } from "vitest";
import { fitClassifier } from "../../../../shim/registry/fit/fit-classifier.ts";
import { scoreTask } from "../../../../shim/registry/fit/score-task.ts";
import { fitTaskModels } from "../../../../shim/registry/fit/task-models.ts";
import { gardenDesk } from "../../../harness/registry/garden-desk.ts";

const desk = gardenDesk();
const models = fitTaskModels(desk.examples);
const aim = { precision: 0.9, confidence: 0.9, outOfScope: 0.18 };
// Reads like the plants agent's examples, and is not for it.
const misleading = "how much sun for the solar panel";
const answered = (tasks: typeof desk.tasks) => scoreTask(fitClassifier(models, tasks, aim), misleading);

describe("scoreTask", () => {
  it("ranks all agents and is surer of a task like the examples than of one out of scope", () => {
    const classifier = fitClassifier(models, desk.tasks, aim);
    const known = scoreTask(classifier, "when do I sow the tulips");
    expect(known?.ranked.map(({ agent }) => agent).sort()).toEqual(["orders", "plants", "repairs"]);
    expect(known?.ranked[0]?.agent).toBe("plants");
    expect(known?.odds).toBeGreaterThan(scoreTask(classifier, "sing me a song")?.odds ?? Number.POSITIVE_INFINITY);
  });

  it("is less sure of an answer that was wrong for tasks like this one, though the models are the same", () => {
    const lessons = ["how much sun for a solar panel", "how much sun for solar panels", "sun for the solar panel"];
    const taught = [...desk.tasks, ...lessons.map((text) => ({ text, agent: null }))];
    const [before, after] = [answered(desk.tasks), answered(taught)];
    expect(after?.ranked).toEqual(before?.ranked);
    expect(after?.odds).toBeLessThan(before?.odds ?? Number.NEGATIVE_INFINITY);
  });

  it("has nothing to say without agents", () => {
    expect(scoreTask(fitClassifier(fitTaskModels([]), [], aim), "hello")).toBeNull();
  });
});
