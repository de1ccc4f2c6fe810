import type { PlanContext } from "./define-codemod.ts";
import { dependenciesOf, type PackageOfFile, packageOfFile } from "./package-of-file.ts";
import { isSourceFile } from "./parse-source.ts";

/** True where code of a package may name `process.env`: types of Node are installed, or some file of it gets by without. */
export function knowsProcess(context: PlanContext, owner: PackageOfFile): boolean {
  const prefix = owner.folder === "" ? "" : `${owner.folder}/`;
  return (
    dependenciesOf(owner).has("@types/node") ||
    dependenciesOf(packageOfFile(context, "package.json")).has("@types/node") ||
    context.files.some(
      (it) => it.startsWith(prefix) && isSourceFile(it) && /\bprocess\.env\b/.test(context.readText(it) ?? ""),
    )
  );
}
