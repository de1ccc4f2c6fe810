import type { Card } from "../../contracts/card.ts";
import { logOdds } from "../../shim/registry/fit/calibrator.ts";
import { examplesOf } from "../../shim/registry/fit/examples-of.ts";
import { type Classifier, fitClassifier, type LabelledTask } from "../../shim/registry/fit/fit-classifier.ts";
import { judgeTask } from "../../shim/registry/fit/judge-task.ts";
import { fitTaskModels, type TaskModels } from "../../shim/registry/fit/task-models.ts";
import type { Aim } from "../../shim/registry/fit/threshold.ts";
import type { IntentData, Utterance } from "./intent-data.ts";

/** One answer to a test utterance, with its score. */
export interface Scored {
  readonly score: number;
  readonly right: boolean;
  readonly inScope: boolean;
}

/** How a router did. Coverage: right answers among in-scope queries; precision: right answers among all answers. */
export interface RoutingScore {
  readonly coverage: number;
  readonly precision: number;
  readonly accuracy: number;
  readonly fitMs: number;
  readonly queryMs: number;
  /** Log-odds from which on it answers; null: never. */
  readonly threshold: number | null;
  readonly answers: readonly Scored[];
}

/** Vectors of length 1 by text. */
export type Vectors = ReadonlyMap<string, Float32Array>;

/** What the cards teach; `vectors` must know all of their texts. */
export const modelsOf = (cards: readonly Card[], vectors: Vectors | null): TaskModels => {
  const examples = examplesOf(cards);
  const rows = vectors && examples.map(({ text }) => vectorOf(vectors, text));
  const dimensions = rows?.[0]?.length ?? 0;
  const encoded = rows && { dimensions, vectors: Float32Array.from(rows.flatMap((row) => [...row])) };
  return fitTaskModels(examples, encoded);
};

/** Calibrates models on validation data, and only then looks at the test data. `fitMs`: without fitting the models. */
export const scoreRouting = (models: TaskModels, data: IntentData, aim: Aim, vectors: Vectors | null): RoutingScore => {
  const started = performance.now();
  const tasks = data.validation.map(
    ({ text, agent }): LabelledTask => ({ text, agent, ...(vectors ? { embedding: vectorOf(vectors, text) } : {}) }),
  );
  const classifier = fitClassifier(models, tasks, aim);
  const fitted = performance.now();
  const answers = data.test.map((utterance) => answer(classifier, utterance, vectors));
  const queryMs = (performance.now() - fitted) / data.test.length;
  const given = answers.filter(({ score }) => classifier.threshold !== null && score >= classifier.threshold);
  const right = given.filter((it) => it.right).length;
  const inScope = answers.filter((it) => it.inScope).length;
  return {
    coverage: right / inScope,
    precision: given.length > 0 ? right / given.length : 1,
    accuracy: answers.filter((it) => it.right).length / inScope,
    fitMs: fitted - started,
    queryMs,
    threshold: classifier.threshold,
    answers,
  };
};

const answer = (classifier: Classifier, { text, agent }: Utterance, vectors: Vectors | null): Scored => {
  const judged = judgeTask(classifier.model, text, vectors && vectorOf(vectors, text));
  if (!judged) throw new Error("a model without agents");
  const score = logOdds(classifier.calibrator, judged.signals);
  return { score, right: judged.ranked[0]?.agent === agent, inScope: agent !== null };
};

const vectorOf = (vectors: Vectors, text: string): Float32Array => {
  const vector = vectors.get(text);
  if (!vector) throw new Error(`no vector for ${JSON.stringify(text)}`);
  return vector;
};
