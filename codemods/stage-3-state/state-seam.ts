import type { PlanContext } from "../kit/define-codemod.ts";
import type { NewFile, TextEdit } from "../kit/edit-plan.ts";
import { type ImportWish, importEdits, usesRequire } from "../kit/import-edits.ts";
import { below, type PackageOfFile } from "../kit/package-of-file.ts";
import { parseSource } from "../kit/parse-source.ts";
import { relativeImport } from "../kit/relative-import.ts";
import type { SeamFile } from "../kit/seam-file.ts";
import { styleOf } from "../kit/text-style.ts";
import type { ParsedFile } from "./move-savers-to-redis/saver-site.ts";
import type { KnownRedis } from "./redis-client.ts";
import {
  clientText,
  entryImports,
  exportText,
  type SeamEntry,
  type SeamRedis,
  type SeamStyle,
  seamText,
} from "./seam-text.ts";

/** What a package's seam should export, and what it goes by. */
export interface WantedEntries {
  readonly owner: PackageOfFile;
  readonly seam: SeamFile;
  /** A file that will import it; a new seam is written like that one. */
  readonly first: ParsedFile;
  /** Where the framework's types come from; undefined where none is sure to have them. */
  readonly typesFrom: string | undefined;
  /** What the seam does not export yet. */
  readonly fresh: readonly SeamEntry[];
  readonly redis: KnownRedis;
}

/** Writes a package's seam, or adds entries at its end, with the client and the imports that they need. */
export function stateSeam(
  context: PlanContext,
  { owner, seam, first, typesFrom, fresh, redis: known }: WantedEntries,
): { readonly edits: readonly TextEdit[]; readonly newFiles: readonly NewFile[] } {
  if (fresh.length === 0) return { edits: [], newFiles: [] };
  const source = seam.text === undefined ? first.source : parseSource(seam.file, seam.text);
  const style: SeamStyle = {
    ...styleOf(source, styleOf(first.source)),
    typescript: /ts$/.test(seam.file),
    bracketEnv: [below(owner.folder, "tsconfig.json"), "tsconfig.json"].some((it) =>
      /"noPropertyAccessFromIndexSignature"\s*:\s*true/.test(context.readText(it) ?? ""),
    ),
    require: usesRequire(seam.text === undefined ? first.file : seam.file, source, owner.isModule),
    typesFrom,
  };
  const redis: SeamRedis = known.client
    ? {
        kind: "project",
        name: known.client.name,
        isDefault: known.client.isDefault,
        module: relativeImport(context, seam.file, known.client.file),
      }
    : { kind: "own", name: clientIn(seam) ?? "redis", variable: known.variable };
  if (seam.text === undefined)
    return { edits: [], newFiles: [{ file: seam.file, text: seamText(fresh, style, redis) }] };
  const add = fresh.flatMap((it): ImportWish[] => {
    const { made, module, base } = entryImports(it);
    const types =
      style.typescript && style.typesFrom !== undefined && base !== undefined
        ? [{ module: style.typesFrom, name: base, local: base, typeOnly: true }]
        : [];
    return [{ module, name: made, local: made, typeOnly: false }, ...types];
  });
  // A seam of other stages has no client yet.
  const hasClient = clientIn(seam) !== undefined;
  if (!hasClient)
    add.push(
      redis.kind === "own"
        ? { module: "ioredis", name: "Redis", local: "Redis", typeOnly: false }
        : { module: redis.module, name: redis.isDefault ? "default" : redis.name, local: redis.name, typeOnly: false },
    );
  const client = hasClient || redis.kind === "project" ? "" : clientText(redis, style);
  const unique = add.filter((it, index) => add.findIndex((other) => other.name === it.name) === index);
  const imports = importEdits({ file: seam.file, source, style, add: unique, remove: [], require: style.require });
  const end = seam.text.length;
  const exports = fresh.map((it) => exportText(it, style, redis)).join("");
  const text = (seam.text.endsWith("\n") ? "" : style.newline) + client + exports;
  return { edits: [...imports, { file: seam.file, start: end, end, text }], newFiles: [] };
}

/** The client that an existing seam hands on already. */
function clientIn({ text }: SeamFile): string | undefined {
  return /\bclient:\s*(\w+)/.exec(text ?? "")?.[1];
}
