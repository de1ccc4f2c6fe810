import { solve } from "./solve.ts";

/** One answer whose truth is known: what spoke for it, whether it was right, and how much traffic it stands for. */
export interface CalibrationRow {
  readonly signals: readonly number[];
  readonly right: boolean;
  /** Share of the traffic that this row stands for; positive, in any unit. */
  readonly weight: number;
}

/** A logistic model from signals to the probability that an answer is right. Plain data. */
export interface Calibrator {
  readonly means: readonly number[];
  readonly spreads: readonly number[];
  /** Intercept first. */
  readonly coefficients: readonly number[];
}

const RIDGE = 3;
const STEPS = 25;

/** Fits by Newton's method with a ridge of 3 on standardised signals; a weight of 1 is one row. Needs at least one row. */
export const fitCalibrator = (rows: readonly CalibrationRow[]): Calibrator => {
  const width = rows[0]?.signals.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => row.signals[at] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const spreads = columns.map((column, at) => spreadOf(column, means[at] ?? 0));
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  const scaled = rows.map((row) => ({ ...row, weight: (row.weight / total) * rows.length }));
  let coefficients = new Array<number>(width + 1).fill(0);
  const inputs = scaled.map(({ signals }) => [
    1,
    ...signals.map((v, at) => (v - (means[at] ?? 0)) / (spreads[at] ?? 1)),
  ]);
  for (let step = 0; step < STEPS; step += 1) coefficients = newtonStep(scaled, inputs, coefficients);
  return { means, spreads, coefficients };
};

/** Log-odds that an answer with these signals is right. */
export const logOdds = ({ means, spreads, coefficients }: Calibrator, signals: readonly number[]): number =>
  signals.reduce(
    (sum, value, at) => sum + ((value - (means[at] ?? 0)) / (spreads[at] ?? 1)) * (coefficients[at + 1] ?? 0),
    coefficients[0] ?? 0,
  );

/** Log-odds as probability. */
export const probability = (odds: number): number => 1 / (1 + Math.exp(-odds));

const spreadOf = (column: readonly number[], mean: number): number =>
  Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length) || 1;

const newtonStep = (
  rows: readonly CalibrationRow[],
  inputs: readonly number[][],
  coefficients: readonly number[],
): number[] => {
  const width = coefficients.length;
  const system = Array.from({ length: width }, () => new Array<number>(width + 1).fill(0));
  for (const [index, input] of inputs.entries()) {
    const row = rows[index];
    if (!row) continue;
    const share = probability(input.reduce((sum, value, at) => sum + value * (coefficients[at] ?? 0), 0));
    const error = row.weight * ((row.right ? 1 : 0) - share);
    const curve = row.weight * Math.max(share * (1 - share), 1e-6);
    for (const [at, line] of system.entries()) {
      const own = input[at] ?? 0;
      line[width] = (line[width] ?? 0) + error * own;
      for (let other = 0; other < width; other += 1)
        line[other] = (line[other] ?? 0) + curve * own * (input[other] ?? 0);
    }
  }
  for (let at = 1; at < width; at += 1) {
    const line = system[at] ?? [];
    line[at] = (line[at] ?? 0) + RIDGE;
    line[width] = (line[width] ?? 0) - RIDGE * (coefficients[at] ?? 0);
  }
  const change = solve(system);
  return coefficients.map((value, at) => value + (change[at] ?? 0));
};
