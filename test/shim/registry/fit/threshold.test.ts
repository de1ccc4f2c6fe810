import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Aim, fitThreshold, type ScoredAnswer } from "../../../../shim/registry/fit/threshold.ts";

const aim = (precision: number, outOfScope = 0.18): Aim => ({ precision, confidence: 0.9, outOfScope });

const rows = (count: number, score: number, row: Pick<ScoredAnswer, "right" | "inScope">): ScoredAnswer[] =>
  Array.from({ length: count }, (_, index) => ({ ...row, score: score + index / count }));

const right = { right: true, inScope: true };
const wrong = { right: false, inScope: true };
const strange = { right: false, inScope: false };

describe("fitThreshold", () => {
  it("takes the right answers and leaves the wrong ones below", () => {
    const threshold = fitThreshold(
      [...rows(300, 2, right), ...rows(50, 0, wrong), ...rows(100, 0, strange)],
      aim(0.95),
    );
    expect(threshold).toBeGreaterThan(0.5);
    expect(threshold).toBeLessThanOrEqual(2);
  });

  it("promises nothing from a handful of answers, however right", () => {
    expect(fitThreshold([...rows(20, 1, right), ...rows(100, 0, strange)], aim(0.5))).toBeNull();
  });

  it("promises nothing where no out-of-scope task was seen, unless there are none in the traffic", () => {
    expect(fitThreshold(rows(1000, 1, right), aim(0.9))).toBeNull();
    expect(fitThreshold(rows(1000, 1, right), aim(0.9, 0))).not.toBeNull();
  });

  it("knows that a few out-of-scope tasks, all refused, prove little", () => {
    const inside = rows(3000, 1, right);
    expect(fitThreshold([...inside, ...rows(10, 0, strange)], aim(0.99))).toBeNull();
    expect(fitThreshold([...inside, ...rows(1000, 0, strange)], aim(0.99))).not.toBeNull();
  });

  it("goes higher when out-of-scope tasks stand for more of the traffic", () => {
    const all = [...rows(2000, 0, right), ...rows(500, -0.7, strange)];
    const rare = fitThreshold(all, aim(0.97, 0.03)) ?? Number.POSITIVE_INFINITY;
    const common = fitThreshold(all, aim(0.97, 0.4)) ?? Number.POSITIVE_INFINITY;
    expect(common).toBeGreaterThan(rare);
  });

  it("accepts or refuses equal scores together", () => {
    const equal = [...rows(500, 1, right), ...rows(500, 1, wrong)].map((row) => ({ ...row, score: 1 }));
    expect(fitThreshold(equal, aim(0.9, 0))).toBeNull();
  });

  it("keeps its promise on what it was fitted on, for any answers", () => {
    const kind = fc.constantFrom(right, wrong, strange);
    const answer = fc.tuple(fc.integer({ min: 0, max: 50 }), kind).map(([score, of]) => ({ ...of, score }));
    fc.assert(
      fc.property(fc.array(answer, { minLength: 40, maxLength: 300 }), fc.constantFrom(0.4, 0.6), (all, precision) => {
        const threshold = fitThreshold(all, aim(precision));
        if (threshold === null) return true;
        const share = (taken: readonly ScoredAnswer[], of: readonly ScoredAnswer[]) => taken.length / of.length;
        const inside = all.filter(({ inScope }) => inScope);
        const outside = all.filter(({ inScope }) => !inScope);
        const taken = (of: readonly ScoredAnswer[]) => of.filter(({ score }) => score >= threshold);
        const good =
          0.82 *
          share(
            taken(inside).filter((it) => it.right),
            inside,
          );
        const bad =
          0.82 *
            share(
              taken(inside).filter((it) => !it.right),
              inside,
            ) +
          0.18 * share(taken(outside), outside);
        return good / (good + bad) >= precision;
      }),
    );
  });
});
