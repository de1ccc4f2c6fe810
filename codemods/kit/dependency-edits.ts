import { findNodeAtLocation, type Node as JsonNode, modify, parse, parseTree } from "jsonc-parser";
import { isMap, isScalar, parseDocument } from "yaml";
import type { PlanContext } from "./define-codemod.ts";
import type { TextEdit } from "./edit-plan.ts";
import { below, dependenciesOf, isRecord, type PackageOfFile } from "./package-of-file.ts";
import { indentOf, newlineOf } from "./text-style.ts";

/**
 * Edits that make a package depend on `wanted` (versions by name): order, indentation and line endings of its manifest
 * stay; where the workspace keeps versions in a pnpm or Bun catalog, so do these. What is there already stays.
 */
export function dependencyEdits(
  context: PlanContext,
  owner: PackageOfFile,
  wanted: ReadonlyMap<string, string>,
): TextEdit[] {
  const file = owner.manifestFile;
  const text = file === undefined ? undefined : context.readText(file);
  const known = dependenciesOf(owner);
  const missing = [...wanted].filter(([name]) => !known.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (file === undefined || text === undefined || missing.length === 0) return [];
  const catalog = usesCatalog(known) ? catalogEdits(context, missing) : undefined;
  const versions = missing.map(([name, version]) => [name, catalog ? "catalog:" : version] as const);
  const own = insertSorted(file, text, ["dependencies"], versions);
  return [...own, ...(catalog ?? [])];
}

const usesCatalog = (known: ReadonlyMap<string, string>): boolean => {
  const external = [...known.values()].filter((it) => !it.startsWith("workspace:"));
  return external.length > 0 && external.filter((it) => it === "catalog:").length * 2 >= external.length;
};

/** Edits of the default catalog; undefined where there is none that can be extended as text. */
function catalogEdits(context: PlanContext, missing: readonly (readonly [string, string])[]): TextEdit[] | undefined {
  const file = "pnpm-workspace.yaml";
  const text = context.readText(file);
  if (text !== undefined) return pnpmCatalog(file, text, missing);
  const manifest = context.readText("package.json");
  const value: unknown = manifest === undefined ? undefined : parse(manifest);
  if (manifest === undefined || !isRecord(value)) return undefined;
  const path =
    isRecord(value.workspaces) && isRecord(value.workspaces.catalog) ? ["workspaces", "catalog"] : ["catalog"];
  const catalog = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value);
  if (!isRecord(catalog)) return undefined;
  return insertSorted(
    "package.json",
    manifest,
    path,
    missing.filter(([name]) => !(name in catalog)),
  );
}

function pnpmCatalog(
  file: string,
  text: string,
  missing: readonly (readonly [string, string])[],
): TextEdit[] | undefined {
  const catalog = parseDocument(text).get("catalog");
  const last = isMap(catalog) && !catalog.flow ? catalog.items.at(-1) : undefined;
  if (!isMap(catalog) || !last || !isScalar(last.key) || !isScalar(last.value)) return undefined;
  const [start = 0] = last.key.range ?? [];
  const [, end = text.length] = last.value.range ?? [];
  const indent = text.slice(text.lastIndexOf("\n", start) + 1, start);
  const newline = newlineOf(text);
  const lines = missing
    .filter(([name]) => !catalog.has(name))
    .map(([name, version]) => `${newline}${indent}${name.startsWith("@") ? `"${name}"` : name}: ${version}`);
  return lines.length === 0 ? [] : [{ file, start: end, end, text: lines.join("") }];
}

/** Sorted into keys that are sorted, at the end of others; written as the properties around it are. */
function insertSorted(
  file: string,
  text: string,
  path: readonly string[],
  entries: readonly (readonly [string, string])[],
): TextEdit[] {
  const tree = parseTree(text);
  const object = tree && findNodeAtLocation(tree, [...path]);
  const properties = object?.type === "object" ? (object.children ?? []) : [];
  const last = properties.at(-1);
  if (!last) return wholeObject(file, text, path, entries);
  const names = properties.map((it) => String(it.children?.[0]?.value));
  const isSorted = names.every((it, index) => index === 0 || (names[index - 1] ?? "") <= it);
  const gap = gapBefore(text, last);
  return entries.map(([name, version]) => {
    const property = `${JSON.stringify(name)}: ${JSON.stringify(version)}`;
    const next = isSorted ? properties.find((_, index) => (names[index] ?? "") > name) : undefined;
    if (next) return { file, start: next.offset, end: next.offset, text: `${property},${gap}` };
    const end = last.offset + last.length;
    return { file, start: end, end, text: `,${gap}${property}` };
  });
}

/** The space between a property and what comes before it: a new line and its indentation, or a blank. */
function gapBefore(text: string, property: JsonNode): string {
  const gap = /\s*$/.exec(text.slice(0, property.offset))?.[0] ?? "";
  const newline = gap.lastIndexOf("\n");
  if (newline < 0) return " ";
  return (gap[newline - 1] === "\r" ? "\r\n" : "\n") + gap.slice(newline + 1);
}

/** A manifest without the object, or with an empty one, gets it whole. */
function wholeObject(
  file: string,
  text: string,
  path: readonly string[],
  entries: readonly (readonly [string, string])[],
): TextEdit[] {
  const indent = indentOf(text) ?? "  ";
  const formattingOptions = {
    insertSpaces: indent !== "\t",
    tabSize: indent === "\t" ? 1 : indent.length,
    eol: newlineOf(text),
  };
  const edits = modify(text, [...path], Object.fromEntries(entries), { formattingOptions });
  return edits.map((it) => ({ file, start: it.offset, end: it.offset + it.length, text: it.content }));
}

/** The first of some file names that a package, else the root, has. */
export const firstFile = (context: PlanContext, owner: PackageOfFile, names: readonly string[]): string | undefined =>
  [owner.folder, ""]
    .flatMap((folder) => names.map((name) => below(folder, name)))
    .find((file) => context.readText(file) !== undefined);
