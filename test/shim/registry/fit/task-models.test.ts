import { describe, expect, it } from "vitest";
import { logOdds } from "../../../../shim/registry/fit/calibrator.ts";
import { type Classifier, fitClassifier } from "../../../../shim/registry/fit/fit-classifier.ts";
import { judgeTask } from "../../../../shim/registry/fit/judge-task.ts";
import { fitTaskModels } from "../../../../shim/registry/fit/task-models.ts";
import { gardenDesk } from "../../../harness/registry/garden-desk.ts";

const desk = gardenDesk();
const encoded = {
  dimensions: 2,
  vectors: Float32Array.from(desk.examples.flatMap((_, index) => [Math.cos(index), Math.sin(index)])),
};

describe("fitTaskModels", () => {
  it("leaves each agent out once, with its examples and their vectors", () => {
    const { whole, partial } = fitTaskModels(desk.examples, encoded);
    expect(partial.flatMap(({ without }) => [...without]).sort()).toEqual(whole.agents);
    for (const { without, model } of partial) {
      expect(model.agents).toEqual(whole.agents.filter((agent) => !without.has(agent)));
      const rows = desk.examples.flatMap(({ agent }, index) =>
        without.has(agent) ? [] : [...encoded.vectors.subarray(index * 2, index * 2 + 2)],
      );
      expect([...(model.encoded?.vectors ?? [])]).toEqual(rows);
    }
  });

  it("is at most five more models, however many agents there are", () => {
    const many = Array.from({ length: 70 }, (_, index) => ({ text: `word${index} here`, agent: `agent-${index}` }));
    const { partial } = fitTaskModels(many);
    expect(partial).toHaveLength(5);
    expect(new Set(partial.flatMap(({ without }) => [...without])).size).toBe(70);
  });

  it("leaves nobody out where that would leave no choice", () => {
    const two = desk.examples.filter(({ agent }) => agent !== "repairs");
    expect(fitTaskModels(two).partial).toEqual([]);
  });

  it("makes the calibrator less sure of tasks that belong to nobody", () => {
    const aim = { precision: 0.9, confidence: 0.9, outOfScope: 0.18 };
    const models = fitTaskModels(desk.examples);
    const inside = desk.tasks.filter(({ agent }) => agent !== null);
    const outside = desk.tasks.filter(({ agent }) => agent === null);
    // One easy label out of scope; the others are what comes later.
    const labelled = [...inside, { text: "xyzzy", agent: null }];
    const surest = ({ model, calibrator }: Classifier) =>
      Math.max(...outside.map(({ text }) => logOdds(calibrator, judgeTask(model, text)?.signals ?? [])));
    const told = fitClassifier(models, labelled, aim);
    const untold = fitClassifier({ ...models, partial: [] }, labelled, aim);
    expect(surest(told)).toBeLessThan(surest(untold));
  });
});
