import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Yielded } from "./labelled-yield.ts";
import type { SoakResult } from "./soak-result.ts";
import type { CheckoutYield } from "./yield-one.ts";

const names = {
  saver: "labelled in-memory savers and stores",
  pair: "labelled pairs of agents that follow each other",
  map: "labelled process-local maps",
} as const;

/**
 * `npm run soak -- yield <folder of checkouts> <folder of label files> [part of a name]`: writes stages 2 and 3 over a copy of
 * every checkout that has a label file of its name, verified, and joins the outcomes with what the labels say is there. It
 * fails where a child crashes; the figures are for reading.
 */
export async function soakYield([folder = "", labels = "", only = ""]: readonly string[]): Promise<SoakResult> {
  const files = labels === "" ? [] : readdirSync(labels).filter((it) => it.endsWith(".json") && it.includes(only));
  const rows: (Yielded & { readonly name: string })[] = [];
  const failures: string[] = [];
  const problems: string[] = [];
  let seen = 0;
  for (const file of files.sort()) {
    const name = basename(file, ".json");
    if (!existsSync(join(folder, name))) failures.push(`${name}: no checkout of it`);
    else {
      const result = yieldInChild(join(folder, name), join(labels, file));
      if (typeof result === "string") failures.push(`${name}: crashed: ${result}`);
      else {
        seen++;
        rows.push(...result.labelled.map((it) => ({ name, ...it })));
        problems.push(...result.problems.map((it) => `${name}: stopped by verification: ${it}`));
      }
    }
  }
  const kinds = ["saver", "pair", "map"] as const;
  const lines = kinds.flatMap((kind) => linesOf(kind, rows));
  return { lines: [...lines, ...problems, `${seen} checkouts`], failures };
}

function linesOf(kind: Yielded["what"], all: readonly (Yielded & { readonly name: string })[]): string[] {
  const own = all.filter((it) => it.what === kind);
  const count = (outcome: Yielded["outcome"]): number => own.filter((it) => it.outcome === outcome).length;
  const meant = own.length - count("excluded");
  const share = meant === 0 ? "none" : `${((100 * count("moved")) / meant).toFixed(0)} %`;
  const order = ["moved", "stays", "excluded"] as const;
  return [
    ...order.flatMap((outcome) =>
      own.filter((it) => it.outcome === outcome).map((it) => `${outcome}: ${it.name} ${it.place}: ${it.reason}`),
    ),
    `${names[kind]}: ${own.length}; excluded ${count("excluded")}; moved ${count("moved")} of the other ${meant} (${share})`,
  ];
}

/** The result, or the end of what the child said before it died. */
function yieldInChild(checkout: string, label: string): CheckoutYield | string {
  const args = ["--max-old-space-size=3000", "--import", "tsx", join(import.meta.dirname, "yield-one.ts")];
  const how = { encoding: "utf8", maxBuffer: 64 << 20 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, checkout, label], how);
  // The child prints one line, written by us.
  if (status === 0) return JSON.parse(stdout) as CheckoutYield;
  return stderr.trim().split("\n").slice(-12).join(" | ");
}
