import { ts } from "ts-morph";
import type { AppParts } from "../extract/extract-app-parts.ts";
import { runsRemote } from "../extract/find-dispatch-sites.ts";
import { nameOf } from "../extract/find-prebuilts.ts";
import { rolesAround } from "../flow/graphs-around.ts";
import type { Analysis } from "../source/analysis.ts";
import { type ImportGraph, importedFrom } from "../source/import-graph.ts";
import { hasRole } from "../source/surface-of.ts";
import { isFunctionNode } from "../source/syntax.ts";
import type { Value } from "../source/values/value.ts";
import { appThatRuns } from "./app-that-runs.ts";
import type { BuiltApp } from "./build-apps.ts";

/** The app whose graph runs this code: by role, by the prebuilt it is, or by being the only one in the file or the tree. */
export const appOf = (
  analysis: Analysis,
  parts: AppParts,
  built: readonly BuiltApp[],
  node: ts.Node,
): string | null => {
  const known = knownAppOf(analysis, parts, built, node);
  return known === undefined ? (onlyOf(built)?.app.id ?? null) : known;
};

/** The same of calls: the only app of the tree runs none that stands in a file which its graph's never imports. */
export const appOfCalls = (
  analysis: Analysis,
  parts: AppParts,
  built: readonly BuiltApp[],
  imports: ImportGraph["imports"],
): ((node: ts.Node) => string | null) => {
  const only = onlyOf(built)?.app;
  const imported = only && importedFrom(imports, only.graph.file);
  return (node) => {
    const known = knownAppOf(analysis, parts, built, node);
    if (known !== undefined) return known;
    return only && imported?.has(analysis.placeOf(node).file) ? only.id : null;
  };
};

const onlyOf = (built: readonly BuiltApp[]): BuiltApp | undefined => (built.length === 1 ? built[0] : undefined);

/** Null where it is none's; undefined where nothing tells. */
const knownAppOf = (
  analysis: Analysis,
  parts: AppParts,
  built: readonly BuiltApp[],
  node: ts.Node,
): string | null | undefined => {
  for (const role of rolesAround({ analysis, roles: parts.roles }, node)) {
    if (role.t === "tool") continue;
    const owner = built.find((b) => b.source === role.graph);
    if (owner) return owner.app.id;
  }
  const own = built.find((b) => b.source.origin === node);
  if (own) return own.app.id;
  const worker = built.find(
    (b) => "agents" in b.source && b.source.agents.some((a) => a.value.t === "made" && a.value.node === node),
  );
  if (worker) return worker.app.id;
  const runner = appThatRuns(analysis, parts, built, node);
  if (runner) return runner.app.id;
  const used = appByUse(analysis, built, node);
  if (used) return used;
  if (isOfFunctionalApi(analysis, node)) return null;
  const { file } = analysis.placeOf(node);
  const inFile = built.filter((b) => b.app.graph.file === file);
  const [only] = inFile;
  return inFile.length === 1 && only ? only.app.id : undefined;
};

/** Handed to or written in `entrypoint(…)` or `task(…)`: whatever that runs, it is none of the graphs around. */
const isOfFunctionalApi = ({ references }: Analysis, node: ts.Node): boolean =>
  ts.findAncestor(
    node,
    (at) =>
      ts.isCallExpression(at) &&
      (hasRole(references, at.expression, "entrypoint") || hasRole(references, at.expression, "task")),
  ) !== undefined;

/**
 * The app that a dispatch sets running: the one whose graph the receiver is, or that the platform's SDK is told by its
 * id; null where the id is no graph's of this tree. Where the graph is not known, the app around the call.
 */
export const appRunBy = (
  analysis: Analysis,
  parts: AppParts,
  built: readonly BuiltApp[],
  call: ts.CallExpression,
): string | null => {
  const [, id] = call.arguments;
  const named = id && runsRemote(analysis, call) ? analysis.values.texts(id) : undefined;
  if (named?.complete)
    return built.find((b) => b.app.name !== null && named.texts.includes(b.app.name))?.app.id ?? null;
  const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
  const owner = receiver && ownerOf(analysis, built, analysis.values.of(receiver));
  return owner?.app.id ?? appOf(analysis, parts, built, call);
};

/** By use: the graph that the call around a node runs, or that is compiled with the saver that the node makes. */
const appByUse = (analysis: Analysis, built: readonly BuiltApp[], node: ts.Node): string | undefined => {
  const around = runAround(analysis, built, node) ?? runOfHolder(analysis, built, node);
  if (around) return around.app.id;
  const kept = built.find(({ source }) =>
    compilesOf(source).some((compile) =>
      compile.arguments.some((options) =>
        ["checkpointer", "checkpointSaver", "store"].some((key) =>
          analysis.values
            .property(analysis.values.of(options), key, options)
            .some((v) => v.t === "made" && v.node === node),
        ),
      ),
    ),
  );
  return kept?.app.id;
};

/** The graph that a call in the expression around a node runs. */
const runAround = (analysis: Analysis, built: readonly BuiltApp[], node: ts.Node): BuiltApp | undefined => {
  for (let at = node; at && !ts.isStatement(at); at = at.parent) {
    if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(at.expression)) continue;
    const owner = ownerOf(analysis, built, analysis.values.of(at.expression.expression));
    if (owner) return owner;
  }
  return undefined;
};

/** The graph that is run with the constant that a node is written into: `const config = { configurable: { thread_id } }`. */
const runOfHolder = (analysis: Analysis, built: readonly BuiltApp[], node: ts.Node): BuiltApp | undefined => {
  const holder = ts.findAncestor(
    node,
    (at) => ts.isVariableDeclaration(at) || ts.isStatement(at) || isFunctionNode(at),
  );
  const isHolder = holder !== undefined && ts.isVariableDeclaration(holder) && holder.initializer !== undefined;
  const symbol = isHolder ? analysis.checker.getSymbolAtLocation(holder.name) : undefined;
  for (const use of symbol ? analysis.references.usesWhere(symbol, isHandedOn) : []) {
    const owner = runAround(analysis, built, use);
    if (owner) return owner;
  }
  return undefined;
};

const isHandedOn = ({ parent }: ts.Identifier): boolean => ts.isCallExpression(parent) || ts.isSpreadAssignment(parent);

const ownerOf = (analysis: Analysis, built: readonly BuiltApp[], values: readonly Value[]): BuiltApp | undefined => {
  for (const value of values) {
    if (value.t !== "made") continue;
    const owners = built.filter(
      ({ source }) => value.node === source.origin || compilesOf(source).some((c) => c === value.node),
    );
    if (owners.length < 2) {
      if (owners[0]) return owners[0];
      continue;
    }
    // several made by one function of the project: the one that this call names
    const name = nameOf(analysis, value);
    const named = owners.find(({ source }) => "agents" in source && source.name === name);
    if (named || name !== undefined) return named;
    return owners[0];
  }
  return undefined;
};

/** The calls that compile a graph, or the constructor that takes the options itself. */
const compilesOf = (source: BuiltApp["source"]): readonly ts.CallExpression[] => {
  if ("compiles" in source) return source.compiles;
  const compile = source.origin.parent.parent;
  return compile && ts.isCallExpression(compile) && ts.isPropertyAccessExpression(compile.expression)
    ? [compile, source.origin]
    : [source.origin];
};
