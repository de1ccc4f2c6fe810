import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { surfaceOf } from "../source/surface-of.ts";
import type { Env, FunctionNode, Value } from "../source/values/value.ts";
import { loopEnvironments } from "./loop-environments.ts";
import { runBy } from "./run-by.ts";

/** What a prebuilt constructor builds. */
export type PrebuiltRole = "react-agent" | "deep-agent" | "supervisor" | "swarm";

/** A worker of a prebuilt: named where its name is a constant. */
export interface PrebuiltAgent {
  readonly name: string | undefined;
  readonly value: Value;
}

/** A tool of a prebuilt agent, with the bodies that it runs. */
export interface PrebuiltTool {
  readonly name: string | undefined;
  readonly value: Value;
  readonly functions: readonly FunctionNode[];
}

/** One call of a prebuilt constructor. */
export interface Prebuilt {
  readonly origin: ts.CallExpression;
  /** The constructor's exported name, such as `createReactAgent`. */
  readonly kind: string;
  readonly role: PrebuiltRole;
  readonly name: string | undefined;
  readonly agents: readonly PrebuiltAgent[];
  readonly tools: readonly PrebuiltTool[];
  /** Some agents exist only at run time. */
  readonly open: boolean;
  /** Some tools exist only at run time: they may run other agents. */
  readonly openTools: boolean;
}

const ROLES: ReadonlySet<string> = new Set(["react-agent", "deep-agent", "supervisor", "swarm"]);

/** Every call of a prebuilt constructor, found by import. */
export const findPrebuilts = (analysis: Analysis): Prebuilt[] => {
  const found: Prebuilt[] = [];
  for (const node of analysis.references.nodes) {
    if (!ts.isCallExpression(node)) continue;
    const surface = surfaceOf(analysis.references, node.expression);
    const role =
      surface && ROLES.has(surface.entry.role) && surface.entry.stub.startsWith("fn:")
        ? (surface.entry.role as PrebuiltRole) // ROLES lists nothing else
        : undefined;
    if (surface && role) found.push(prebuilt(analysis, node, surface.name, role));
  }
  return found;
};

/**
 * What a constructor builds for each call of the project's own function around it (`makeLead("sales", …)`), where the
 * calls give it other agents or tools; the prebuilt itself where they do not.
 */
export const variantsOf = (analysis: Analysis, one: Prebuilt): readonly Prebuilt[] => {
  const variants = new Map<string, Prebuilt>();
  for (const env of loopEnvironments(analysis, one.origin)) {
    const variant = prebuilt(analysis, one.origin, one.kind, one.role, env);
    const parts = [...variant.agents, ...variant.tools].map(({ name, value }) => name ?? placeOf(analysis, value));
    const key = JSON.stringify([variant.name ?? null, parts]);
    if (!variants.has(key)) variants.set(key, variant);
  }
  return variants.size > 1 ? [...variants.values()] : [one];
};

/** A prebuilt as one call of the project's own function around it makes it: with the names that this call bound. */
export const boundTo = (analysis: Analysis, one: Prebuilt, env: Env | undefined): Prebuilt =>
  env ? prebuilt(analysis, one.origin, one.kind, one.role, env) : one;

const placeOf = (analysis: Analysis, value: Value): string => {
  const { file, line } = "node" in value ? analysis.placeOf(value.node) : { file: "", line: 0 };
  return `${file}:${line}`;
};

const prebuilt = (
  analysis: Analysis,
  origin: ts.CallExpression,
  kind: string,
  role: PrebuiltRole,
  env?: Env,
): Prebuilt => {
  const options = origin.arguments.flatMap((a) => (ts.isSpreadElement(a) ? [] : analysis.values.of(a, env)));
  const key = role === "deep-agent" ? "subagents" : "agents";
  const agents = listed(analysis, options, key, origin);
  const tools = listed(analysis, options, "tools", origin);
  const named = analysis.values
    .property(options, role === "supervisor" ? "supervisorName" : "name", origin)
    .find((v) => v.t === "text");
  return {
    origin,
    kind,
    role,
    name: named?.t === "text" && named.text !== "" ? named.text : role === "supervisor" ? "supervisor" : undefined,
    agents: agents.items.map((value) => ({ name: nameOf(analysis, value), value })),
    tools: tools.items.map((value) => toolOf(analysis, value)),
    openTools: tools.open || tools.made,
    open: agents.open || (role !== "react-agent" && options.every((v) => v.t === "unknown")),
  };
};

const listed = (
  analysis: Analysis,
  options: readonly Value[],
  key: string,
  at: ts.Node,
): { items: Value[]; open: boolean; made: boolean } => {
  const items: Value[] = [];
  let [open, made] = [false, false];
  for (const value of analysis.values.property(options, key, at)) {
    if (value.t === "array") {
      for (const item of value.items.flat()) {
        if (item.t !== "literal" && !items.some((i) => same(i, item))) items.push(item);
      }
      open ||= value.open;
    } else if (value.t === "unknown") open = true;
    else if (value.t === "made") made = true; // a stranger's function gives the list
  }
  return { items, open, made };
};

const same = (a: Value, b: Value): boolean => a.t === "made" && b.t === "made" && a.node === b.node && a.env === b.env;

/** The name given to an agent, tool or compiled graph by its options, or undefined. */
export const nameOf = (analysis: Analysis, value: Value): string | undefined => {
  const given = (v: Value): string | undefined => {
    const named =
      v.t === "object" ? analysis.values.property([v], "name", v.node).find((x) => x.t === "text") : undefined;
    return named?.t === "text" && named.text !== "" ? named.text : undefined;
  };
  if (value.t === "object") return given(value);
  if (value.t !== "made") return undefined;
  for (const argument of value.node.arguments ?? []) {
    if (ts.isSpreadElement(argument)) continue;
    for (const v of analysis.values.of(argument, value.env)) {
      const name = given(v);
      if (name) return name;
    }
  }
  return undefined;
};

/** A value that stands in a list of tools, as a tool. */
export const toolOf = (analysis: Analysis, value: Value): PrebuiltTool => ({
  name: nameOf(analysis, value),
  value,
  functions: runBy(analysis, [value]),
});
