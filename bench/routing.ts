import { parseArgs } from "node:util";
import { examplesOf } from "../shim/registry/fit/task-model.ts";
import { DEFAULT_AIM } from "../shim/registry/fit/threshold.ts";
import { encodeAll } from "./routing/encode-all.ts";
import { readIntentData } from "./routing/intent-data.ts";
import { type RoutingScore, scoreRouting } from "./routing/score-routing.ts";

const KS = [20, 5, 0] as const;

/**
 * Routing quality on a public intent data set, agents being its domains. The rule is fixed before the test data is looked
 * at: 98.5 % precision at a one-sided 90 % lower bound, with 18 % of the traffic out of scope, from validation data only.
 */
export const benchRouting = async (args: string[]): Promise<string> => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { "no-encoder": { type: "boolean", default: false } },
  });
  const folder = positionals[0];
  if (folder === undefined) throw new Error("bench routing: name a folder with data_full.json and domains.json");
  const data = readIntentData(folder);
  const encoders = values["no-encoder"] ? [null] : [null, await encodeAll(textsOf(data))];
  const lines = [
    `aim ${DEFAULT_AIM.precision} at confidence ${DEFAULT_AIM.confidence}, ${DEFAULT_AIM.outOfScope} out of scope`,
    "  k  encoder  coverage  precision  accuracy   fit ms  query ms",
  ];
  for (const vectors of encoders)
    for (const k of KS)
      lines.push(lineOf(k, vectors !== null, scoreRouting(data, data.cards(k), DEFAULT_AIM, vectors)));
  return lines.join("\n");
};

const textsOf = (data: ReturnType<typeof readIntentData>): string[] => [
  ...KS.flatMap((k) => examplesOf(data.cards(k)).map(({ text }) => text)),
  ...[...data.validation, ...data.test].map(({ text }) => text),
];

const lineOf = (k: number, hasEncoder: boolean, score: RoutingScore): string =>
  [
    String(k).padStart(3),
    (hasEncoder ? "yes" : "no").padStart(8),
    score.coverage.toFixed(3).padStart(9),
    score.precision.toFixed(4).padStart(10),
    score.accuracy.toFixed(3).padStart(9),
    score.fitMs.toFixed(0).padStart(8),
    score.queryMs.toFixed(2).padStart(9),
  ].join(" ");
