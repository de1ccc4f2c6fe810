import { ts } from "ts-morph";
import type { PlanContext } from "../kit/define-codemod.ts";
import { importedName } from "../kit/import-bindings.ts";
import type { PackageOfFile } from "../kit/package-of-file.ts";
import { isSeamName } from "../kit/seam-file.ts";
import type { ParsedFile } from "./move-savers-to-redis/saver-site.ts";

/** A client that a file exports. */
export interface KnownClient {
  readonly file: string;
  /** How the file calls it. */
  readonly name: string;
  /** True where it is the file's default export. */
  readonly isDefault: boolean;
}

/** How the package reaches Redis already. */
export interface KnownRedis {
  /** An exported ioredis client made at module level; undefined where there is none. */
  readonly client: KnownClient | undefined;
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

/** `export const redis = new Redis(…)`, or one that an `export { redis }` or `export default redis` names. */
function exportedClient({ file, source, bindings }: ParsedFile): KnownClient | undefined {
  for (const statement of source.statements.filter(ts.isVariableStatement)) {
    const isExported = ts.getModifiers(statement)?.some((it) => it.kind === ts.SyntaxKind.ExportKeyword) ?? false;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const from =
        initializer && ts.isNewExpression(initializer) ? importedName(bindings, initializer.expression) : undefined;
      if (from?.module !== "ioredis" || !ts.isIdentifier(name) || isBusy(source, name.text)) continue;
      const how = isExported ? "name" : exportedLater(source, name.text);
      if (how !== undefined) return { file, name: name.text, isDefault: how === "default" };
    }
  }
  return undefined;
}

/** A client that subscribes or blocks can do nothing else meanwhile. */
const isBusy = ({ text }: ts.SourceFile, name: string): boolean =>
  /sub(scriber)?$|blocking/i.test(name) ||
  new RegExp(`\\b${name}\\.(p?subscribe|ssubscribe|monitor|b[lr]pop\\w*|blmove|bzpop\\w*|xread\\w*)\\(`, "i").test(
    text,
  );

function exportedLater(source: ts.SourceFile, name: string): "name" | "default" | undefined {
  for (const it of source.statements) {
    if (ts.isExportAssignment(it) && it.expression.getText(source) === name && !it.isExportEquals) return "default";
    const named = ts.isExportDeclaration(it) && !it.moduleSpecifier ? it.exportClause : undefined;
    if (named && ts.isNamedExports(named) && named.elements.some((e) => e.name.text === name && !e.propertyName))
      return "name";
  }
  return undefined;
}
