import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { examplesOf } from "../shim/registry/fit/examples-of.ts";
import { DEFAULT_AIM } from "../shim/registry/fit/threshold.ts";
import { type CoverageCurve, coverageChart } from "./routing/coverage-chart.ts";
import { curveOf } from "./routing/curve-of.ts";
import { devRounds } from "./routing/dev-rounds.ts";
import { encodeAll } from "./routing/encode-all.ts";
import { type IntentData, readIntentData } from "./routing/intent-data.ts";
import { modelsOf, type RoutingScore, scoreRouting, type Vectors } from "./routing/score-routing.ts";
import { readSplitFiles } from "./routing/split-files.ts";

const KS = [20, 5, 0] as const;
const colors = ["#0b62c4", "#0a7d4f", "#8a8a8a", "#7a3fb0", "#c06a00", "#444"];

/**
 * Routing quality on a public intent data set, agents being its domains. The rule is fixed before the test data is looked
 * at: 98.5 % precision at a one-sided 90 % lower bound, with 18 % of the traffic out of scope, from validation data only.
 */
export const benchRouting = async (args: string[]): Promise<string> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      "no-encoder": { type: "boolean", default: false },
      "held-out": { type: "string", default: "" },
      chart: { type: "string" },
      dev: { type: "boolean", default: false },
      rounds: { type: "string", default: "4" },
    },
  });
  const folder = positionals[0];
  if (folder === undefined)
    throw new Error("bench routing: name a folder with an intent data set, see bench/README.md");
  const data = readData(folder, values["held-out"].split(",").filter(Boolean));
  const encoders = values["no-encoder"] ? [null] : [null, await encodeAll(textsOf(data, values.dev))];
  if (values.dev) return tryOut(data, encoders, Number(values.rounds));
  const lines = [
    `aim ${DEFAULT_AIM.precision} at confidence ${DEFAULT_AIM.confidence}, ${DEFAULT_AIM.outOfScope} out of scope`,
    "  k  encoder  coverage  precision  at the stated share  accuracy   fit ms  query ms",
  ];
  const curves: CoverageCurve[] = [];
  for (const vectors of encoders)
    for (const k of KS) {
      const started = performance.now();
      const models = modelsOf(data.cards(k), vectors);
      const modelsMs = performance.now() - started;
      const score = scoreRouting(models, data, DEFAULT_AIM, vectors);
      lines.push(lineOf(k, vectors !== null, { ...score, fitMs: score.fitMs + modelsMs }));
      const name = `k = ${k}, ${vectors ? "encoder" : "no encoder"}`;
      curves.push({ name, color: colors[curves.length] ?? "#000", ...curveOf(score, DEFAULT_AIM.outOfScope) });
    }
  if (values.chart !== undefined) lines.push(writeChart(values.chart, curves));
  return lines.join("\n");
};

const readData = (folder: string, heldOut: readonly string[]): IntentData =>
  existsSync(join(folder, "data_full.json")) ? readIntentData(folder) : readSplitFiles(folder, heldOut);

const writeChart = (name: string, curves: readonly CoverageCurve[]): string => {
  const file = fileURLToPath(new URL(`./results/routing-${name}.svg`, import.meta.url));
  writeFileSync(
    file,
    coverageChart(curves, DEFAULT_AIM.precision, `Routing on ${name}: precision against coverage, test data`),
  );
  return `wrote bench/results/routing-${name}.svg`;
};

/** The protocol played many times without the test data, see {@link devRounds}: what a method promises, and how often it keeps it. */
const tryOut = (data: IntentData, encoders: readonly (Vectors | null)[], rounds: number): string => {
  const lines = ["  k  encoder  coverage: mean, least, most  precision: mean, least  below the aim"];
  for (const vectors of encoders)
    for (const k of KS) {
      const cards = data.cards(k);
      const models = modelsOf(cards, vectors);
      const taught = new Set(examplesOf(cards).map(({ text }) => text));
      const scores = devRounds(data, taught, rounds).map((round) => scoreRouting(models, round, DEFAULT_AIM, vectors));
      const points = scores.map((score) => curveOf(score, DEFAULT_AIM.outOfScope).chosen ?? NEVER);
      const [coverages, precisions] = [points.map((it) => it.coverage), points.map((it) => it.precision)];
      lines.push(
        [
          String(k).padStart(3),
          (vectors ? "yes" : "no").padStart(8),
          ...[mean(coverages), Math.min(...coverages), Math.max(...coverages)].map((it) => it.toFixed(3).padStart(9)),
          ...[mean(precisions), Math.min(...precisions)].map((it) => it.toFixed(4).padStart(11)),
          `${precisions.filter((it) => it < DEFAULT_AIM.precision).length} of ${rounds}`.padStart(14),
        ].join(" "),
      );
    }
  return lines.join("\n");
};

const NEVER = { coverage: 0, precision: 1 };

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const textsOf = (data: IntentData, dev: boolean): string[] => [
  ...KS.flatMap((k) => examplesOf(data.cards(k)).map(({ text }) => text)),
  ...[...data.validation, ...(dev ? data.training : data.test)].map(({ text }) => text),
];

const lineOf = (k: number, hasEncoder: boolean, score: RoutingScore): string =>
  [
    String(k).padStart(3),
    (hasEncoder ? "yes" : "no").padStart(8),
    score.coverage.toFixed(3).padStart(9),
    score.precision.toFixed(4).padStart(10),
    (curveOf(score, DEFAULT_AIM.outOfScope).chosen?.precision ?? 1).toFixed(4).padStart(20),
    score.accuracy.toFixed(3).padStart(9),
    score.fitMs.toFixed(0).padStart(8),
    score.queryMs.toFixed(2).padStart(9),
  ].join(" ");
