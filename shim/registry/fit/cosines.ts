import type { EncodedExamples } from "./encoded-examples.ts";

/** Cosine of a vector with each row; both of length 1. */
export const cosines = ({ dimensions, vectors }: EncodedExamples, embedding: Float32Array): Float32Array => {
  const found = new Float32Array(dimensions > 0 ? vectors.length / dimensions : 0);
  for (let example = 0; example < found.length; example += 1) {
    const row = example * dimensions;
    // Four sums at once: one would have to wait for itself at each step, and this is most of a lookup's time.
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let at = 0; at < dimensions; at += 4) {
      a += (vectors[row + at] ?? 0) * (embedding[at] ?? 0);
      b += (vectors[row + at + 1] ?? 0) * (embedding[at + 1] ?? 0);
      c += (vectors[row + at + 2] ?? 0) * (embedding[at + 2] ?? 0);
      d += (vectors[row + at + 3] ?? 0) * (embedding[at + 3] ?? 0);
    }
    found[example] = a + b + c + d;
  }
  return found;
};
