import { offlineEmbeddings } from "../../adapters/energetic-ai/offline-embeddings.ts";
import { encodeExamples } from "../../shim/registry/encode.ts";
import type { Vectors } from "./score-routing.ts";

/** Vectors of all texts by the offline encoder, each text once. */
export const encodeAll = async (texts: readonly string[]): Promise<Vectors> => {
  const each = [...new Set(texts)];
  const { dimensions, vectors } = await encodeExamples(
    await offlineEmbeddings(),
    each.map((text) => ({ text, agent: "" })),
  );
  return new Map(each.map((text, at) => [text, vectors.subarray(at * dimensions, (at + 1) * dimensions)]));
};
