import type { CoverageCurve, CoveragePoint } from "./coverage-chart.ts";
import type { RoutingScore } from "./score-routing.ts";

/** Precision against coverage over the test answers, weighted so that out-of-scope tasks have their stated share. */
export const curveOf = (
  { answers, threshold }: RoutingScore,
  outOfScope: number,
): Pick<CoverageCurve, "points" | "chosen"> => {
  const inside = answers.filter(({ inScope }) => inScope).length;
  const outside = answers.length - inside;
  let [right, wrong, strange] = [0, 0, 0];
  let chosen: CoveragePoint | null = null;
  const points: CoveragePoint[] = [];
  for (const { score, right: isRight, inScope } of [...answers].sort((a, b) => b.score - a.score)) {
    if (!inScope) strange += 1;
    else if (isRight) right += 1;
    else wrong += 1;
    const good = (1 - outOfScope) * (right / inside);
    const bad = (1 - outOfScope) * (wrong / inside) + outOfScope * (outside > 0 ? strange / outside : 0);
    const point = { coverage: right / inside, precision: good / (good + bad) };
    points.push(point);
    if (threshold !== null && score >= threshold) chosen = point;
  }
  return { points, chosen };
};
