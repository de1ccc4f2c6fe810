import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare } from "../source/syntax.ts";
import type { Value } from "../source/values/value.ts";
import { objectEntries } from "../source/values/value-items.ts";

/** One field of a structured result. */
export interface ShapeField {
  /** label: one of a closed set; labels: a list of such; flag: boolean; text: free text; number; other: further lists and objects. */
  readonly kind: "label" | "labels" | "flag" | "text" | "number" | "other";
  /** The closed set, for labels whose values are constant. */
  readonly values: readonly string[];
}

/** The fields that a schema allows in a model's result. */
export type ResultShape = ReadonlyMap<string, ShapeField>;

const MAX_CHAIN = 12;

/** The schema behind a runnable: `withStructuredOutput(schema)`, or the schema of the only tool bound to it. */
export const resultShape = (analysis: Analysis, receiver: ts.Expression): ResultShape | undefined => {
  const schema = schemaOf(analysis, receiver, new Map(), 0)?.schema;
  return schema && shapeOf(analysis, schema);
};

/** The name of the only tool bound to a runnable; null where none is, or its name is not constant. */
export const boundTool = (analysis: Analysis, receiver: ts.Expression): string | null => {
  const named = analysis.values.property(schemaOf(analysis, receiver, new Map(), 0)?.tool ?? [], "name", receiver);
  const [name, other] = named.flatMap((v) => (v.t === "text" ? [v.text] : []));
  return name !== undefined && other === undefined ? name : null;
};

interface FoundSchema {
  readonly schema: readonly Value[];
  /** What describes the tool that it belongs to; none for structured output. */
  readonly tool: readonly Value[];
}

/** `seen`: what was looked at before, and how deep; a chain may lead to the same expression in very many ways. */
const schemaOf = (
  analysis: Analysis,
  node: ts.Expression,
  seen: Map<ts.Node, number>,
  depth: number,
): FoundSchema | undefined => {
  const at = bare(node);
  if (depth > MAX_CHAIN || (seen.get(at) ?? Number.POSITIVE_INFINITY) <= depth) return undefined;
  seen.set(at, depth);
  if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
    const method = at.expression.name.text;
    const first = at.arguments[0];
    if (method === "withStructuredOutput" && first) return { schema: analysis.values.of(first), tool: [] };
    if (method === "bindTools" && first) return toolSchema(analysis, first);
    const inner = schemaOf(analysis, at.expression.expression, seen, depth + 1);
    if (inner) return inner;
    if (method === "pipe" && first) return schemaOf(analysis, first, seen, depth + 1);
  }
  for (const value of analysis.values.of(at)) {
    if ((value.t !== "made" && value.t !== "unknown") || value.node === at || !ts.isExpression(value.node)) continue;
    const inner = schemaOf(analysis, value.node, seen, depth + 1);
    if (inner) return inner;
  }
  return undefined;
};

const toolSchema = (analysis: Analysis, tools: ts.Expression): FoundSchema | undefined => {
  const items = analysis.values.of(tools).flatMap((v) => (v.t === "array" ? v.items : []));
  if (items.length !== 1) return undefined;
  const [tool] = items[0] ?? [];
  if (!tool) return undefined;
  const options =
    tool.t === "made" ? (tool.node.arguments ?? []).flatMap((a) => analysis.values.of(a, tool.env)) : [tool];
  const schemas = options.flatMap((v) =>
    v.t === "object"
      ? ["schema", "parameters", "args", "input_schema"].flatMap((k) => analysis.values.property([v], k, v.node))
      : [],
  );
  const nested = options.flatMap((v) =>
    v.t === "object"
      ? analysis.values.property(analysis.values.property([v], "function", v.node), "parameters", v.node)
      : [],
  );
  const found = [...schemas, ...nested].filter((v) => v.t === "made" || v.t === "object");
  return found.length ? { schema: found, tool: options.filter((v) => v.t === "object") } : undefined;
};

const shapeOf = (analysis: Analysis, schema: readonly Value[]): ResultShape | undefined => {
  const fields = new Map<string, ShapeField>();
  for (const value of schema) {
    if (value.t === "made") {
      const root = baseCall(value.node);
      if (root.method !== "object" && root.method !== "strictObject" && root.method !== "extend") continue;
      if (root.method === "extend" && root.receiver)
        for (const [k, f] of shapeOf(analysis, analysis.values.of(root.receiver, value.env)) ?? []) fields.set(k, f);
      const shape = root.call.arguments?.[0];
      for (const v of shape ? analysis.values.of(shape, value.env) : [])
        if (v.t === "object")
          for (const [name, types] of objectEntries(analysis.values, v)) fields.set(name, fieldOf(analysis, types));
    } else if (value.t === "object") {
      const properties = analysis.values.property([value], "properties", value.node);
      for (const v of properties)
        if (v.t === "object")
          for (const [name, types] of objectEntries(analysis.values, v)) fields.set(name, jsonField(analysis, types));
    }
  }
  return fields.size ? fields : undefined;
};

/** Innermost call of `z.enum([...]).describe("…").optional()`. */
const baseCall = (
  node: ts.CallExpression | ts.NewExpression,
): { method: string; call: ts.CallExpression | ts.NewExpression; receiver: ts.Expression | undefined } => {
  let call = node;
  for (let i = 0; i < MAX_CHAIN; i++) {
    const callee = call.expression;
    if (!ts.isPropertyAccessExpression(callee)) break;
    const inner = bare(callee.expression);
    if (
      /^(object|strictObject|extend|enum|nativeEnum|literal|boolean|string|number|union|array)$/.test(callee.name.text)
    )
      return { method: callee.name.text, call, receiver: callee.expression };
    if (!ts.isCallExpression(inner)) return { method: callee.name.text, call, receiver: callee.expression };
    call = inner;
  }
  return { method: "", call, receiver: undefined };
};

const fieldOf = (analysis: Analysis, types: readonly Value[]): ShapeField => {
  for (const type of types) {
    if (type.t !== "made") continue;
    const { method, call, receiver } = baseCall(type.node);
    const first = call.arguments?.[0];
    if (method === "boolean") return { kind: "flag", values: [] };
    if (method === "enum" || method === "nativeEnum" || method === "literal" || method === "union")
      return { kind: "label", values: first ? constantTexts(analysis, analysis.values.of(first, type.env)) : [] };
    const elements = method === "array" ? (first ?? receiver) : undefined;
    if (elements) {
      const element = fieldOf(analysis, analysis.values.of(elements, type.env));
      return element.kind === "label" ? { kind: "labels", values: element.values } : { kind: "other", values: [] };
    }
    if (method === "string") return { kind: "text", values: [] };
    if (method === "number") return { kind: "number", values: [] };
  }
  return { kind: "other", values: [] };
};

const constantTexts = (analysis: Analysis, values: readonly Value[]): string[] =>
  values.flatMap((v): string[] => {
    if (v.t === "text") return [v.text];
    if (v.t === "array") return v.items.flatMap((item) => constantTexts(analysis, item));
    if (v.t === "object") return objectEntries(analysis.values, v).flatMap(([, x]) => constantTexts(analysis, x));
    if (v.t === "made") {
      const first = v.node.arguments?.[0];
      return first && baseCall(v.node).method === "literal"
        ? constantTexts(analysis, analysis.values.of(first, v.env))
        : [];
    }
    return [];
  });

const jsonField = (analysis: Analysis, types: readonly Value[]): ShapeField => {
  for (const type of types) {
    if (type.t !== "object") continue;
    const read = (key: string) => analysis.values.property([type], key, type.node);
    const closed = constantTexts(analysis, [
      ...read("enum"),
      ...read("anyOf")
        .flatMap((v) => (v.t === "array" ? v.items.flat() : []))
        .flatMap((v) => analysis.values.property([v], "enum", type.node)),
    ]);
    if (closed.length) return { kind: "label", values: closed };
    const named = read("type").find((v) => v.t === "text");
    if (named?.t === "text" && named.text === "boolean") return { kind: "flag", values: [] };
    if (named?.t === "text" && /^(number|integer)$/.test(named.text)) return { kind: "number", values: [] };
    if (named?.t === "text" && named.text === "array") {
      const element = jsonField(analysis, read("items"));
      return element.kind === "label" ? { kind: "labels", values: element.values } : { kind: "other", values: [] };
    }
    if (named?.t === "text" && named.text === "string") return { kind: "text", values: [] };
  }
  return { kind: "other", values: [] };
};
