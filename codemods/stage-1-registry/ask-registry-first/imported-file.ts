import type { ts } from "ts-morph";
import type { SourceReader } from "../../kit/read-source.ts";

/** A relative import's file, under the endings that it may have. */
export function importedFile(read: SourceReader, from: string, specifier: string): ts.SourceFile | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  const base = parts.join("/").replace(/\.[cm]?[jt]sx?$/, "");
  const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", "/index.ts", "/index.js"];
  for (const ending of endings) {
    const found = read(base + ending);
    if (found) return found;
  }
  return undefined;
}
