import { shimError } from "../errors.ts";
import type { EncodedExamples } from "./fit/encoded-examples.ts";
import type { Example } from "./fit/task-model.ts";

/** What turns text into vectors: any LangChain `Embeddings` fits. */
export interface Embeddings {
  embedDocuments(texts: string[]): Promise<number[][]>;
  embedQuery(text: string): Promise<number[]>;
}

/** The text as vector of length 1. Throws `EMBEDDING_UNUSABLE` when there is nothing to scale. */
export const encodeTask = async (embeddings: Embeddings, text: string): Promise<Float32Array> =>
  unit(await embeddings.embedQuery(text));

/** The examples' vectors, in their order. Throws `EMBEDDING_UNUSABLE` for vectors of different lengths. */
export const encodeExamples = async (
  embeddings: Embeddings,
  examples: readonly Example[],
): Promise<EncodedExamples> => {
  const rows = (await embeddings.embedDocuments(examples.map(({ text }) => text))).map(unit);
  const dimensions = rows[0]?.length ?? 0;
  const vectors = new Float32Array(rows.length * dimensions);
  for (const [index, row] of rows.entries()) {
    if (row.length !== dimensions)
      throw unusable(`example ${index} has ${row.length} dimensions, the first has ${dimensions}`);
    vectors.set(row, index * dimensions);
  }
  return { dimensions, vectors };
};

const unit = (values: readonly number[]): Float32Array => {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  if (!Number.isFinite(length) || length === 0) throw unusable("a vector is empty, zero or not finite");
  return Float32Array.from(values, (value) => value / length);
};

const unusable = (what: string) =>
  shimError(
    "EMBEDDING_UNUSABLE",
    `the embeddings cannot be used: ${what}`,
    "Check the embeddings model that was given.",
  );
