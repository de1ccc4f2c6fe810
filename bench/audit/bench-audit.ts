import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { median } from "../compare.ts";
import { benchAgainst } from "./against.ts";
import { costChart, type SizePoint } from "./cost-chart.ts";
import { generateTree } from "./generated-tree.ts";
import { type Cost, measure } from "./measure.ts";

const build = "dist/bin/unconduct.js";
const baseline = join(import.meta.dirname, "parse-baseline.mjs");
const results = join(import.meta.dirname, "../results");
const sizes = [2000, 4000, 6000, 8000, 11_000];

/** Medians over the rounds, of one tree. */
interface TreeCosts {
  readonly parse: Cost;
  readonly audit: Cost;
  /** The first run with `--cache`, which fills it, and the second, which finds it filled. */
  readonly first: Cost;
  readonly second: Cost;
}

/**
 * `bench -- audit [checkout] [--rounds 3]`: a checkout, if one is given, and generated trees of five sizes; for each, in
 * turns, reading and parsing every file with oxc-parser, an audit, and an audit with a cold and a warm cache. Writes
 * `bench/results`. With `--against <build>`: see {@link benchAgainst}.
 */
export const benchAudit = (args: string[]): string => {
  if (args.some((arg) => arg.startsWith("--against"))) return benchAgainst(args);
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rounds: { type: "string", default: "3" } },
  });
  if (!existsSync(build)) throw new Error(`${build} is missing: run \`npm run build\` first`);
  const rounds = Number(values.rounds);
  const rows: string[] = [];
  const [checkout] = positionals;
  const onCheckout = checkout === undefined ? undefined : measureTree(checkout, rounds);
  if (onCheckout) rows.push(...rowsOf("the checkout", onCheckout));
  const points: SizePoint[] = [];
  const generated = sizes.map((size) => {
    const folder = mkdtempSync(join(tmpdir(), "unconduct-bench-tree-"));
    try {
      const tree = generateTree(folder, size);
      const costs = measureTree(folder, rounds);
      rows.push(...rowsOf(`generated, ${tree.files} files, ${tree.frameworkFiles} of them name a framework`, costs));
      const [auditMs, parseMs, cachedMs] = [costs.audit.cpuMs, costs.parse.cpuMs, costs.second.cpuMs];
      points.push({ files: tree.files, auditMs, parseMs, cachedMs });
      return { ...tree, ...costs };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  const machine = { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.version, rounds };
  const kept = { machine, checkout: onCheckout ?? null, generated };
  writeFileSync(join(results, "audit.json"), `${JSON.stringify(kept, rounded, 2)}\n`);
  writeFileSync(
    join(results, "audit-cost.svg"),
    costChart(points, "CPU seconds of one run, one file in 100 names a framework"),
  );
  return [...rows, "written to bench/results/audit.json and audit-cost.svg"].join("\n");
};

const measureTree = (folder: string, rounds: number): TreeCosts => {
  const runs: { readonly [K in keyof TreeCosts]: Cost[] } = { parse: [], audit: [], first: [], second: [] };
  measure(baseline, [folder]); // the first run warms the disk's cache for all
  for (let round = 0; round < rounds; round++) {
    const cache = mkdtempSync(join(tmpdir(), "unconduct-bench-cache-"));
    const audit = (...more: string[]): Cost => measure(build, ["audit", folder, "--format", "json", ...more]);
    runs.parse.push(measure(baseline, [folder]));
    runs.audit.push(audit());
    runs.first.push(audit("--cache-folder", cache));
    runs.second.push(audit("--cache-folder", cache));
    rmSync(cache, { recursive: true, force: true });
  }
  return {
    parse: middle(runs.parse),
    audit: middle(runs.audit),
    first: middle(runs.first),
    second: middle(runs.second),
  };
};

const middle = (costs: readonly Cost[]): Cost => ({
  wallMs: median(costs.map((c) => c.wallMs)),
  cpuMs: median(costs.map((c) => c.cpuMs)),
  peakMb: Math.max(...costs.map((c) => c.peakMb)),
});

const rowsOf = (name: string, { parse, audit, first, second }: TreeCosts): string[] => [
  name,
  `  read and parse all   ${text(parse)}`,
  `  audit                ${text(audit)}   / parse: wall ${ratio(audit.wallMs, parse.wallMs)}, CPU ${ratio(audit.cpuMs, parse.cpuMs)}`,
  `  --cache, first       ${text(first)}`,
  `  --cache, second      ${text(second)}   / first: wall ${ratio(second.wallMs, first.wallMs)}, CPU ${ratio(second.cpuMs, first.cpuMs)}`,
];

const text = ({ wallMs, cpuMs, peakMb }: Cost): string =>
  [`${wallMs.toFixed(0)} ms`, `${cpuMs.toFixed(0)} ms CPU`, `${peakMb.toFixed(0)} MB`]
    .map((t) => t.padStart(13))
    .join("");

const ratio = (a: number, b: number): string => (a / b).toFixed(2);

const rounded = (_: string, value: unknown): unknown => (typeof value === "number" ? Math.round(value) : value);
