import { describe, expect, it } from "vitest";
import { type Embeddings, encodeExamples } from "../../../shim/registry/encode.ts";
import { encodedRoutes } from "../../../shim/registry/encoded-routes.ts";
import { fitClassifier, type LabelledTask } from "../../../shim/registry/fit/fit-classifier.ts";
import { fitTaskModels } from "../../../shim/registry/fit/task-models.ts";
import { lookUp } from "../../../shim/registry/look-up.ts";
import type { Lookup } from "../../../shim/registry/lookup.ts";
import { cardOf } from "../../harness/registry/card-of.ts";
import { gardenDesk } from "../../harness/registry/garden-desk.ts";

const desk = gardenDesk();
const asked: string[] = [];
/** One dimension a letter: crude, but the same text has the same vector. */
const letters = (text: string) =>
  Array.from("abcdefghijklmnopqrstuvwxyz", (letter) => text.toLowerCase().split(letter).length - 1);
const embeddings: Embeddings = {
  embedDocuments: (texts) => Promise.resolve(texts.map(letters)),
  embedQuery: (text) => {
    asked.push(text);
    return Promise.resolve(letters(text));
  },
};

const vectorOf = ({ text }: LabelledTask): Float32Array => {
  const values = letters(text);
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

const routes = async () => {
  const model = fitTaskModels(desk.examples, await encodeExamples(embeddings, desk.examples));
  const tasks = desk.tasks.map((task) => ({ ...task, embedding: vectorOf(task) }));
  const classifier = fitClassifier(model, tasks, { precision: 0.9, confidence: 0.9, outOfScope: 0.18 });
  const cards = [cardOf("orders"), cardOf("plants", { successors: ["repairs"] }), cardOf("repairs")];
  const knowledge = { cards, observed: [], rules: [], search: null, classifier };
  return { lookUp: (lookup: Lookup, vector?: Float32Array | null) => lookUp(knowledge, lookup, vector) };
};

describe("encodedRoutes", () => {
  it("encodes the task where nothing else answers", async () => {
    const source = encodedRoutes(await routes(), embeddings);
    asked.length = 0;
    const task = "where is my order of the spade";
    expect(await source.lookUp({ tenant: "acme", task, last: null })).toMatchObject({
      kind: "agent",
      target: "orders",
    });
    expect(asked).toEqual([task]);
  });

  it("asks no model where what is declared answers, or where there is no task", async () => {
    const source = encodedRoutes(await routes(), embeddings);
    asked.length = 0;
    expect(await source.lookUp({ tenant: "acme", task: "x", last: "plants" })).toMatchObject({ target: "repairs" });
    expect(await source.lookUp({ tenant: "acme" })).toMatchObject({ kind: "abstain" });
    const taken = { tenant: "acme", task: "fix my saw", last: "orders" }; // an agent is at it: its words name nobody else
    expect(await source.lookUp(taken)).toMatchObject({ kind: "abstain" });
    expect(asked).toEqual([]);
  });

  it("rejects when the embeddings do, so that a run asks its own model", async () => {
    const source = encodedRoutes(await routes(), {
      ...embeddings,
      embedQuery: () => Promise.reject(new Error("down")),
    });
    await expect(source.lookUp({ tenant: "acme", task: "fix my saw" })).rejects.toThrow("down");
  });
});
