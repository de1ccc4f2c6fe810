/** Embeddings of the examples, in their order, each of length 1. */
export interface EncodedExamples {
  readonly dimensions: number;
  /** Row after row. */
  readonly vectors: Float32Array;
}
