import { describe, expect, it } from "vitest";
import { whitened, whiteningOf } from "../../../../shim/registry/fit/whitening.ts";

const squared = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value * value, 0);

describe("whitening", () => {
  it("makes the squared length the Mahalanobis distance of the shrunk covariance", () => {
    // 0.7 * [[4, 1], [1, 2]] + 0.3 * 3 on the diagonal = [[3.7, 0.7], [0.7, 2.3]], whose determinant is 8.02.
    const whitening = whiteningOf(Float64Array.from([4, 0, 1, 2]), Float64Array.from([1, 1]));
    const distance = (2.3 * 3 * 3 - 2 * 0.7 * 3 * -2 + 3.7 * 2 * 2) / 8.02;
    expect(squared(whitened(whitening, [4, -1]))).toBeCloseTo(distance, 6);
  });

  it("takes the centre to the origin", () => {
    const whitening = whiteningOf(Float64Array.from([1, 0, 0, 1]), Float64Array.from([3, 5]));
    expect([...whitened(whitening, [3, 5])]).toEqual([0, 0]);
  });

  it("stays finite where nothing scatters", () => {
    const whitening = whiteningOf(new Float64Array(9), new Float64Array(3));
    expect([...whitened(whitening, [1, 2, 3])].every(Number.isFinite)).toBe(true);
  });
});
