import { ts } from "ts-morph";
import type { PlanContext } from "../kit/define-codemod.ts";
import { importedName } from "../kit/import-bindings.ts";
import type { PackageOfFile } from "../kit/package-of-file.ts";
import { isSeamName } from "../kit/seam-file.ts";
import { walkNodes } from "../kit/walk-nodes.ts";
import type { ParsedFile } from "./move-savers-to-redis/saver-site.ts";

/** How the package reaches Redis already. */
export interface KnownRedis {
  /** An exported ioredis client made at module level; undefined where there is none. */
  readonly client: { readonly file: string; readonly name: string } | undefined;
  /** The environment variable that its code reads for a server's address; `REDIS_URL` where it reads none. */
  readonly variable: string;
}

/** What of Redis a package already has that the seam can use. */
export function knownRedis(
  context: PlanContext,
  owner: PackageOfFile,
  parse: (file: string) => ParsedFile | undefined,
): KnownRedis {
  const prefix = owner.folder === "" ? "" : `${owner.folder}/`;
  const files = ["ioredis", "redis", "bullmq"]
    .flatMap((it) => context.importersOf(it))
    .filter((it) => it.startsWith(prefix) && !isSeamName(it));
  const parsed = [...new Set(files)].flatMap((it) => parse(it) ?? []);
  const variables = parsed.flatMap(
    (it) => it.source.text.match(/(?<=process\.env\.)\w*(REDIS|VALKEY)\w*(URL|URI)\w*/g) ?? [],
  );
  return { client: parsed.map(exportedClient).find((it) => it !== undefined), variable: variables[0] ?? "REDIS_URL" };
}

/** `export const redis = new Redis(…)`. */
function exportedClient({ file, source, bindings }: ParsedFile): KnownRedis["client"] {
  let found: KnownRedis["client"];
  walkNodes(source, (node) => {
    if (found || !ts.isVariableStatement(node) || node.parent !== source) return;
    if (!ts.getModifiers(node)?.some((it) => it.kind === ts.SyntaxKind.ExportKeyword)) return;
    for (const { name, initializer } of node.declarationList.declarations) {
      const from =
        initializer && ts.isNewExpression(initializer) ? importedName(bindings, initializer.expression) : undefined;
      if (from?.module === "ioredis" && ts.isIdentifier(name)) found = { file, name: name.text };
    }
  });
  return found;
}
