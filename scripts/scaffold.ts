import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { formatGenerated } from "./format-generated.ts";
import { ScaffoldError, type ScaffoldPlan } from "./scaffold-plan.ts";
import { syncGenerated } from "./sync-generated.ts";

/**
 * Makes a new unit below `root` from its template and brings the registries up to date; answers with the paths made.
 * Throws a ScaffoldError, before it writes anything, when a target exists or the template is not whole.
 */
export const scaffold = (root: string, plan: ScaffoldPlan): string[] => {
  const taken = plan.parts.map(({ to }) => to).filter((to) => existsSync(join(root, to)));
  if (taken.length > 0) {
    throw new ScaffoldError(`${plan.id} exists: ${taken.join(", ")}. Choose another id, or remove what is there.`);
  }
  const missing = plan.parts.map(({ from }) => from).filter((from) => !existsSync(join(root, from)));
  if (missing.length > 0) throw new ScaffoldError(`The ${plan.what} template lacks ${missing.join(", ")}.`);
  for (const { from, to } of plan.parts) {
    cpSync(join(root, from), join(root, to), { recursive: true });
    for (const name of filesBelow(join(root, to))) {
      adaptFile(root, plan, { from: posix.join(from, name), to: posix.join(to, name) });
    }
  }
  return [...plan.parts.map(({ to }) => to), ...syncGenerated(root)];
};

/** Paths relative to a folder; for a file the one path "". */
const filesBelow = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => filesBelow(join(path, name)).map((below) => posix.join(name, below)))
    : [""];

interface Move {
  readonly from: string;
  readonly to: string;
}

const adaptFile = (root: string, { id, placeholder, replacements }: ScaffoldPlan, move: Move): void => {
  const path = join(root, move.to);
  const pairs = [[placeholder, id] as const, ...replacements];
  const text = pairs.reduce((all, [from, to]) => all.replaceAll(from, to), readFileSync(path, "utf8"));
  const isSource = move.to.endsWith(".ts") && !move.to.startsWith("fixtures/");
  writeFileSync(path, isSource ? formatGenerated(move.to, moveImports(text, move)) : text);
};

/** The new place may lie deeper than the template's, so relative imports are written anew. */
const moveImports = (text: string, { from, to }: Move): string =>
  text.replace(/(from ")(\.{1,2}\/[^"]+)(")/g, (_, before: string, specifier: string, after: string) => {
    const path = posix.relative(dirname(to), posix.join(dirname(from), specifier));
    return `${before}${path.startsWith(".") ? path : `./${path}`}${after}`;
  });
