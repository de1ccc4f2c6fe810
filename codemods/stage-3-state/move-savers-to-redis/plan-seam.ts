import { ts } from "ts-morph";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { NewFile, TextEdit } from "../../kit/edit-plan.ts";
import type { PackageOfFile } from "../../kit/package-of-file.ts";
import { parseSource } from "../../kit/parse-source.ts";
import { seamFile } from "../../kit/seam-file.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { KnownRedis } from "../redis-client.ts";
import type { SeamEntry } from "../seam-text.ts";
import { stateSeam } from "../state-seam.ts";
import { type KnownEntry, saverPrefixes } from "./saver-prefixes.ts";
import type { ParsedFile, SaverSite } from "./saver-site.ts";

/** The seam of one package after the run. */
export interface PlannedSeam {
  readonly file: string;
  /** Name that the seam exports for a saver. */
  nameFor(saver: SaverSite): string;
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
}

const nothing = { edits: [], newFiles: [] };

/** Makes or extends the package's seam so that it exports what the savers need; `prefixOf` names a saver's app. */
export function planSeam(
  context: PlanContext,
  owner: PackageOfFile,
  savers: readonly SaverSite[],
  prefixOf: (saver: SaverSite) => string,
  redis: KnownRedis,
  parse: (file: string) => ParsedFile | undefined,
): PlannedSeam {
  const seam = seamFile(context, owner, [...new Set(savers.map((it) => it.parsed.file))]);
  const there = seam.text === undefined ? [] : exported(context, seam.file, seam.text);
  const entries = new Map<string, SeamEntry>(there.map((it) => [`${it.kind} ${it.prefix}`, it]));
  const fresh: SeamEntry[] = [];
  const prefixes = saverPrefixes(savers, prefixOf, there, parse);
  for (const saver of savers) {
    const [kind, prefix] = [saver.kind, prefixes.get(saver) ?? ""];
    if (entries.has(`${kind} ${prefix}`)) continue;
    const entry = { kind, prefix, name: freeName(kind, prefix, [...entries.values()]) };
    entries.set(`${kind} ${prefix}`, entry);
    fresh.push(entry);
  }
  const nameFor = (saver: SaverSite): string => entries.get(`${saver.kind} ${prefixes.get(saver)}`)?.name ?? "";
  const [first] = savers;
  const typesFrom = savers.map((it) => it.module).find((it) => it.startsWith("@langchain/langgraph"));
  const texts = first ? stateSeam(context, { owner, seam, first: first.parsed, typesFrom, fresh, redis }) : nothing;
  return { file: seam.file, nameFor, ...texts };
}

/** What a seam exports already. */
function exported({ audit }: PlanContext, file: string, text: string): KnownEntry[] {
  const found: KnownEntry[] = [];
  const source = parseSource(file, text);
  walkNodes(source, (node) => {
    if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return;
    const kind = { RedisSaver: "saver", RedisStore: "store" }[node.expression.text] as SeamEntry["kind"] | undefined; // the two classes
    const { parent } = node;
    const name = ts.isVariableDeclaration(parent)
      ? parent.name
      : ts.isBinaryExpression(parent)
        ? parent.left
        : undefined;
    const last = name && ts.isPropertyAccessExpression(name) ? name.name : name;
    if (!kind || !last || !ts.isIdentifier(last)) return;
    const site = audit.stateSites.find((it) => it.file === file && it.start === node.getStart(source));
    found.push({ kind, name: last.text, prefix: prefixIn(node), site });
  });
  return found;
}

function prefixIn(node: ts.NewExpression): string {
  const options = node.arguments?.find(ts.isObjectLiteralExpression);
  const prefix = options?.properties.find((it) => it.name?.getText() === "prefix");
  return prefix && ts.isPropertyAssignment(prefix) && ts.isStringLiteral(prefix.initializer)
    ? prefix.initializer.text
    : "";
}

/** `redisSaver` for the first, then one named for its app. */
function freeName(kind: SeamEntry["kind"], prefix: string, taken: readonly SeamEntry[]): string {
  const suffix = kind === "saver" ? "Saver" : "Store";
  const words = prefix.split(/[^A-Za-z0-9]+/).filter((it) => it !== "");
  const camel = words.map(
    (it, index) => (index === 0 ? it.charAt(0).toLowerCase() : it.charAt(0).toUpperCase()) + it.slice(1),
  );
  const own = camel.join("").replace(/^(\d)/, "app$1");
  const names = [`redis${suffix}`, `${own}${suffix}`];
  const isFree = (name: string): boolean => !taken.some((it) => it.name === name);
  const numbered = Array.from({ length: taken.length + 1 }, (_, index) => `${own}${suffix}${index + 2}`);
  return [...names, ...numbered].find(isFree) ?? `${own}${suffix}`;
}
