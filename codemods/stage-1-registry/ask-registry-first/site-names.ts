import { ts } from "ts-morph";
import type { RoutingSite } from "./routing-site.ts";

/** A name for each site that no other site of its package has: its node's, else its function's, with a number where both are taken. */
export function siteNames(sites: readonly RoutingSite[], taken: ReadonlySet<string>): ReadonlyMap<RoutingSite, string> {
  const names = new Map<RoutingSite, string>();
  const used = new Set(taken);
  for (const routing of sites) {
    const { enclosing } = routing.site;
    const node = routing.site.node ?? addedAs(routing);
    const inner = enclosing.split(".").at(-1) ?? "";
    const wanted = [node, inner, node === null ? null : `${node}-${inner}`].filter((it) => it !== null && it !== "");
    const base = wanted.at(-1) ?? "site";
    const numbered = Array.from({ length: used.size + 1 }, (_, index) => `${base}-${index + 2}`);
    const name =
      [...wanted, base, ...numbered].find((it) => it !== null && isPlain(it) && !used.has(it)) ?? `${base}-x`;
    used.add(name);
    names.set(routing, name);
  }
  return names;
}

/** What a chain that is a node is added to its graph as. */
function addedAs({ node: { parent } }: RoutingSite): string | null {
  const [first] = ts.isCallExpression(parent) ? parent.arguments : [];
  return first && ts.isStringLiteralLike(first) ? first.text : null;
}

/** The environment's list of modes splits at these. */
const isPlain = (name: string): boolean => !/[,=\s]/.test(name) && name !== "*";
