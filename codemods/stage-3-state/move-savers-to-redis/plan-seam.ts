import { ts } from "ts-morph";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { NewFile, TextEdit } from "../../kit/edit-plan.ts";
import { stateModule } from "../../kit/emitted-packages.ts";
import { type ImportWish, importEdits, usesRequire } from "../../kit/import-edits.ts";
import { below, type PackageOfFile } from "../../kit/package-of-file.ts";
import { parseSource } from "../../kit/parse-source.ts";
import { relativeImport } from "../../kit/relative-import.ts";
import { type SeamFile, seamFile } from "../../kit/seam-file.ts";
import { styleOf } from "../../kit/text-style.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { KnownRedis } from "./redis-client.ts";
import { type KnownEntry, saverPrefixes } from "./saver-prefixes.ts";
import type { ParsedFile, SaverSite } from "./saver-site.ts";
import {
  clientText,
  entryImports,
  exportText,
  type SeamEntry,
  type SeamRedis,
  type SeamStyle,
  seamText,
} from "./seam-text.ts";

/** The seam of one package after the run. */
export interface PlannedSeam {
  readonly file: string;
  /** Name that the seam exports for a saver. */
  nameFor(saver: SaverSite): string;
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly NewFile[];
}

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
  return { file: seam.file, nameFor, ...texts(context, owner, seam, savers, fresh, redis) };
}

function texts(
  context: PlanContext,
  owner: PackageOfFile,
  seam: SeamFile,
  savers: readonly SaverSite[],
  fresh: readonly SeamEntry[],
  known: KnownRedis,
): Pick<PlannedSeam, "edits" | "newFiles"> {
  const first = savers[0];
  if (!first || fresh.length === 0) return { edits: [], newFiles: [] };
  const source = seam.text === undefined ? first.parsed.source : parseSource(seam.file, seam.text);
  const style: SeamStyle = {
    ...styleOf(source, styleOf(first.parsed.source)),
    typescript: /ts$/.test(seam.file),
    bracketEnv: [below(owner.folder, "tsconfig.json"), "tsconfig.json"].some((it) =>
      /"noPropertyAccessFromIndexSignature"\s*:\s*true/.test(context.readText(it) ?? ""),
    ),
    require: usesRequire(seam.text === undefined ? first.parsed.file : seam.file, source, owner.isModule),
    typesFrom: savers.map((it) => it.module).find((it) => it.startsWith("@langchain/langgraph")),
  };
  const redis: SeamRedis = known.client
    ? { kind: "project", name: known.client.name, module: relativeImport(context, seam.file, known.client.file) }
    : { kind: "own", name: clientIn(seam) ?? "redis", variable: known.variable };
  if (seam.text === undefined)
    return { edits: [], newFiles: [{ file: seam.file, text: seamText(fresh, style, redis) }] };
  const add = fresh.flatMap((it): ImportWish[] => {
    const { made, base } = entryImports(it);
    const types =
      style.typescript && style.typesFrom !== undefined
        ? [{ module: style.typesFrom, name: base, local: base, typeOnly: true }]
        : [];
    return [{ module: stateModule, name: made, local: made, typeOnly: false }, ...types];
  });
  // A seam of other stages has no client yet.
  const hasClient = clientIn(seam) !== undefined;
  if (!hasClient)
    add.push(
      redis.kind === "own"
        ? { module: "ioredis", name: "Redis", local: "Redis", typeOnly: false }
        : { module: redis.module, name: redis.name, local: redis.name, typeOnly: false },
    );
  const client = hasClient || redis.kind === "project" ? "" : clientText(redis, style);
  const unique = add.filter((it, index) => add.findIndex((other) => other.name === it.name) === index);
  const imports = importEdits({ file: seam.file, source, style, add: unique, remove: [], require: style.require });
  const end = seam.text.length;
  const exports = fresh.map((it) => exportText(it, style, redis)).join("");
  const text = (seam.text.endsWith("\n") ? "" : style.newline) + client + exports;
  return { edits: [...imports, { file: seam.file, start: end, end, text }], newFiles: [] };
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

/** The client that an existing seam hands on already. */
function clientIn({ text }: SeamFile): string | undefined {
  return /\bclient:\s*(\w+)/.exec(text ?? "")?.[1];
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
