import { posix } from "node:path";
import { parse } from "jsonc-parser";
import type { PlanContext } from "./define-codemod.ts";
import { below, isRecord } from "./package-of-file.ts";

/** How the nearest tsconfig says that imports are found; undefined where none says it, or says it in a package. */
export function moduleResolution(context: PlanContext, file: string): "node16" | "bundler" | undefined {
  const folders = file.split("/").slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth--) {
    const config = below(folders.slice(0, depth).join("/"), "tsconfig.json");
    if (context.readText(config) === undefined) continue;
    const named = option(context, config, "moduleResolution") ?? option(context, config, "module") ?? "";
    if (/^(node(16|18|20)|nodenext)$/i.test(named)) return "node16";
    return /^(bundler|preserve)$/i.test(named) ? "bundler" : undefined;
  }
  return undefined;
}

const mostExtends = 5;

/** A compiler option as text, from a config or the ones that it extends by relative path. */
function option(context: PlanContext, config: string, name: string, depth = 0): string | undefined {
  const value: unknown = parse((context.readText(config) ?? "").replace("\uFEFF", ""), [], {
    allowTrailingComma: true,
  });
  if (!isRecord(value) || depth > mostExtends) return undefined;
  const own = isRecord(value.compilerOptions) ? value.compilerOptions[name] : undefined;
  if (typeof own === "string") return own;
  const bases = Array.isArray(value.extends) ? value.extends : [value.extends];
  for (const base of bases.reverse()) {
    if (typeof base !== "string" || !base.startsWith(".")) continue;
    const path = posix.join(posix.dirname(config), base);
    const found = option(context, path.endsWith(".json") ? path : `${path}.json`, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
