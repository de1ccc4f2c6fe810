/**
 * A change of coordinates in which a cloud of vectors scatters alike in all directions, so that squared lengths are
 * Mahalanobis distances. Plain data.
 */
export interface Whitening {
  readonly dimensions: number;
  /** What is taken off first. */
  readonly centre: Float64Array;
  /** Lower triangle of the covariance's Cholesky factor, row after row. */
  readonly factor: Float64Array;
}

/** Share of the mean variance that is mixed in: with few examples the covariance alone says too much. */
const SHRINKAGE = 0.3;

/** Whitening for a covariance, shrunk towards a round cloud by 0.3. Row after row; only the lower triangle is looked at. */
export const whiteningOf = (covariance: Float64Array, centre: Float64Array): Whitening => {
  const dimensions = centre.length;
  let trace = 0;
  for (let at = 0; at < dimensions; at += 1) trace += covariance[at * dimensions + at] ?? 0;
  const round = (SHRINKAGE * trace) / dimensions + TINY;
  const shrunk = covariance.map((value) => (1 - SHRINKAGE) * value);
  for (let at = 0; at < dimensions; at += 1) shrunk[at * dimensions + at] = (shrunk[at * dimensions + at] ?? 0) + round;
  return { dimensions, centre, factor: cholesky(shrunk, dimensions) };
};

/** The vector in the new coordinates, by forward substitution. */
export const whitened = (
  { dimensions, centre, factor }: Whitening,
  vector: ArrayLike<number>,
): Float64Array<ArrayBuffer> => {
  const found = new Float64Array(dimensions);
  for (let row = 0; row < dimensions; row += 1) {
    const start = rowStart(row);
    let value = (vector[row] ?? 0) - (centre[row] ?? 0);
    for (let at = 0; at < row; at += 1) value -= (factor[start + at] ?? 0) * (found[at] ?? 0);
    found[row] = value / (factor[start + row] ?? 1);
  }
  return found;
};

/** Keeps the factor invertible where all vectors are the same. */
const TINY = 1e-9;

const rowStart = (row: number): number => (row * (row + 1)) / 2;

const cholesky = (matrix: Float64Array, size: number): Float64Array => {
  const factor = new Float64Array(rowStart(size));
  for (let row = 0; row < size; row += 1) {
    const own = rowStart(row);
    for (let column = 0; column <= row; column += 1) {
      const other = rowStart(column);
      let value = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) value -= (factor[own + at] ?? 0) * (factor[other + at] ?? 0);
      factor[own + column] = row === column ? Math.sqrt(Math.max(value, TINY)) : value / (factor[other + column] ?? 1);
    }
  }
  return factor;
};
