import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { hasMarker, kindsOfType } from "../source/kinds-of-type.ts";
import type { Role } from "../source/surface/surface-entry.ts";
import { hasRole } from "../source/surface-of.ts";
import { bare } from "../source/syntax.ts";
import { answersWithMessage } from "./answers-with-message.ts";
import { isChatEndpoint } from "./chat-endpoint.ts";
import type { Prebuilt } from "./find-prebuilts.ts";
import { heldMethodNames } from "./held-methods.ts";
import type { Site } from "./site.ts";
import { isVendorCallByValue } from "./vendor-call-by-value.ts";

/** Methods that make a runnable run. */
const RUN_METHODS: ReadonlySet<string> = new Set([
  "invoke",
  "stream",
  "streamEvents",
  "streamLog",
  "batch",
  "transform",
  "call",
  "predict",
  "predictMessages",
  "generate",
  "generatePrompt",
  "run",
]);

/** Every call that runs a model directly, and every prebuilt that is handed one; wrappers come later. */
export const findCallSites = (analysis: Analysis, prebuilts: readonly Prebuilt[]): Site[] => {
  const sites: Site[] = prebuilts
    .filter((p) => p.role !== "swarm")
    .map((p) => ({
      node: p.origin,
      kind: "implicit",
      runs: "agent",
      receiver: undefined,
      prebuilt: p.role,
    }));
  for (const node of analysis.references.nodes)
    if (ts.isCallExpression(node)) {
      const site = siteOf(analysis, node);
      if (site) sites.push(site);
    } else if (ts.isNewExpression(node) && hasRole(analysis.references, node.expression, "react-agent"))
      sites.push({ node, kind: "implicit", runs: "agent", receiver: undefined, prebuilt: "react-agent" });
  return sites;
};

const siteOf = (analysis: Analysis, call: ts.CallExpression): Site | undefined => {
  const callee = bare(call.expression);
  if (callee.kind === ts.SyntaxKind.ImportKeyword || callee.kind === ts.SyntaxKind.SuperKeyword) return undefined;
  const explicit = (runs: Site["runs"], receiver?: ts.Expression): Site => ({
    node: call,
    kind: "explicit",
    runs,
    receiver,
    prebuilt: null,
  });
  if (isModelCall(analysis, callee) || isVendorCallByValue(analysis, callee)) return explicit("vendor-sdk");
  if (isChatEndpoint(analysis, call)) return explicit("http");
  if (ts.isPropertyAccessExpression(callee)) return methodSite(analysis, call, callee, explicit);
  if (ts.isElementAccessExpression(callee)) return keyedSite(analysis, callee, explicit);
  if (!ts.isIdentifier(callee)) return undefined;
  return aliasSite(analysis, callee, explicit);
};

/** A vendor's own call, told by the type of the method. */
const isModelCall = (analysis: Analysis, callee: ts.Expression): boolean => {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  if (!ts.isIdentifier(name) || !analysis.references.mayBeModelCall(name)) return false;
  return hasMarker(analysis.checker, analysis.checker.getTypeAtLocation(callee), "$site");
};

const methodSite = (
  analysis: Analysis,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  explicit: (runs: Site["runs"], receiver?: ts.Expression) => Site,
): Site | undefined => {
  const method = callee.name.text;
  const receiver = callee.expression;
  if (method === "fromAgentAndTools" && isExecutor(analysis, receiver))
    return { node: call, kind: "implicit", runs: "agent", receiver: undefined, prebuilt: "react-agent" };
  if (method === "send" && call.arguments[0]) {
    const [client, command] = [
      analysis.checker.getTypeAtLocation(receiver),
      analysis.checker.getTypeAtLocation(call.arguments[0]),
    ];
    return hasMarker(analysis.checker, client, "$bedrock") && hasMarker(analysis.checker, command, "$modelCommand")
      ? explicit("vendor-sdk")
      : undefined;
  }
  if (!RUN_METHODS.has(method)) return ownMethodAlias(analysis, callee, explicit);
  const kinds = analysis.kinds.of(receiver);
  if (kinds.has("model")) return explicit("model", receiver);
  if (kinds.has("agent")) return explicit("agent", receiver);
  if (!kinds.size && answersWithMessage(analysis, call, callee.name)) return explicit("model", receiver);
  return ownMethodAlias(analysis, callee, explicit);
};

/** `model["invoke"](x)`, `model[streams ? "stream" : "invoke"](x)`. */
const keyedSite = (
  analysis: Analysis,
  { expression, argumentExpression }: ts.ElementAccessExpression,
  explicit: (runs: Site["runs"], receiver?: ts.Expression) => Site,
): Site | undefined => {
  const { texts, complete } = analysis.values.texts(argumentExpression);
  if (!complete || !texts.some((text) => RUN_METHODS.has(text))) return undefined;
  const kinds = analysis.kinds.of(expression);
  if (kinds.has("model")) return explicit("model", expression);
  return kinds.has("agent") ? explicit("agent", expression) : undefined;
};

/** The framework's executor class, or an own one that extends one of its chains. */
const isExecutor = (analysis: Analysis, node: ts.Expression): boolean =>
  hasRole(analysis.references, node, "react-agent") ||
  analysis.values.of(node).some((v) => v.t === "class" && extendsRole(analysis, v.node, "react-agent", "chain"));

const extendsRole = (analysis: Analysis, node: ts.ClassLikeDeclaration, ...roles: readonly Role[]): boolean =>
  node.heritageClauses?.some(
    (clause) =>
      clause.token === ts.SyntaxKind.ExtendsKeyword &&
      clause.types.some((type) => hasRole(analysis.references, type.expression, ...roles)),
  ) ?? false;

/** `this.go(x)` where `go` holds `model.invoke.bind(model)`. */
const ownMethodAlias = (
  analysis: Analysis,
  callee: ts.PropertyAccessExpression,
  explicit: (runs: Site["runs"], receiver?: ts.Expression) => Site,
): Site | undefined => {
  if (!heldMethodNames(analysis).has(callee.name.text)) return undefined;
  const symbol = analysis.references.symbolOf(callee.name);
  const held = symbol?.declarations?.some((d) => ts.isPropertyDeclaration(d) || ts.isPropertyAssignment(d)) ?? false;
  return held ? aliasSite(analysis, callee, explicit) : undefined;
};

/** A call of a name that holds a runnable's bound method, or a vendor's call. */
const aliasSite = (
  analysis: Analysis,
  callee: ts.Expression,
  explicit: (runs: Site["runs"], receiver?: ts.Expression) => Site,
): Site | undefined => {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  if (!ts.isIdentifier(name) || !heldMethodNames(analysis).has(name.text)) return undefined;
  for (const value of analysis.values.of(callee)) {
    if (value.t !== "unknown" || !ts.isPropertyAccessExpression(value.node) || value.node === callee) continue;
    const method = value.node;
    if (hasMarker(analysis.checker, analysis.checker.getTypeAtLocation(method), "$site")) return explicit("vendor-sdk");
    if (!RUN_METHODS.has(method.name.text)) continue;
    const kinds = analysis.kinds.of(method.expression);
    if (kinds.has("model")) return explicit("model", method.expression);
    if (kinds.has("agent")) return explicit("agent", method.expression);
  }
  return undefined;
};

/** True when a graph, not a model, is run: a dispatch, not a call site. */
export const runsGraph = (analysis: Analysis, call: ts.CallExpression): boolean => {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !RUN_METHODS.has(callee.name.text)) return false;
  const kinds = analysis.kinds.of(callee.expression);
  return (
    kinds.has("graph") ||
    kinds.has("agent") ||
    kindsOfType(analysis.checker, analysis.checker.getTypeAtLocation(callee.expression)).has("graph")
  );
};
