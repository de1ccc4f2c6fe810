/** Scores to shares that add up to 1; safe for large scores. */
export const softmax = (scores: ArrayLike<number>): Float64Array => {
  const shares = Float64Array.from(scores);
  const highest = shares.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const [index, score] of shares.entries()) {
    const share = Math.exp(score - highest);
    shares[index] = share;
    sum += share;
  }
  return shares.map((share) => share / sum);
};
