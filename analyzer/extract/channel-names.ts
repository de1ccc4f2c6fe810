import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { surfaceOf } from "../source/surface-of.ts";
import { bare, propertyName } from "../source/syntax.ts";
import type { Value } from "../source/values/value.ts";
import { addedKeys } from "./added-keys.ts";
import type { GraphModel } from "./graph-model.ts";

/** Schemas are spread into schemas so deep. */
const MAX_DEPTH = 4;

/** All channels of a graph, by its schema: `Annotation.Root({…})`, `{ channels: {…} }`, zod objects; undefined where one may be missing. */
export const channelNames = (analysis: Analysis, graph: GraphModel): ReadonlySet<string> | undefined => {
  const known = memo.get(graph);
  if (known) return known.names;
  const schema = graph.origin.arguments?.[0];
  const names = schema && ts.isExpression(schema) ? namesOf(analysis, schema, 0) : undefined;
  memo.set(graph, { names });
  return names;
};

const memo = new WeakMap<GraphModel, { readonly names: ReadonlySet<string> | undefined }>();

const namesOf = (analysis: Analysis, schema: ts.Expression, depth: number): ReadonlySet<string> | undefined => {
  const at = bare(schema);
  if (depth > MAX_DEPTH) return undefined;
  if (surfaceOf(analysis.references, at)?.name === "MessagesAnnotation") return new Set(["messages"]);
  const [value, other] = analysis.values.of(at);
  return value && !other ? namesOfValue(analysis, value, depth) : undefined;
};

const namesOfValue = (analysis: Analysis, value: Value, depth: number): ReadonlySet<string> | undefined => {
  if (value.t === "object") {
    const inner = value.node.properties.find((it) =>
      /^(channels|state|stateSchema)$/.test(propertyName(it.name) ?? ""),
    );
    const input = value.node.properties.some((it) => /^(input|inputSchema)$/.test(propertyName(it.name) ?? "")); // may have more
    if (!inner || input) return undefined;
    return ts.isPropertyAssignment(inner) ? fieldsOf(analysis, inner.initializer, depth + 1) : undefined;
  }
  if (value.t === "unknown" && ts.isExpression(value.node))
    return surfaceOf(analysis.references, value.node)?.name === "MessagesAnnotation"
      ? new Set(["messages"])
      : undefined;
  const isRoot =
    value.t === "made" && /(^Annotation\.Root|^z\.(strict)?object)$/i.test(value.node.expression.getText());
  const fields = isRoot ? value.node.arguments?.[0] : undefined;
  return fields ? fieldsOf(analysis, fields, depth + 1) : undefined;
};

/** The keys of an object literal of channels, with those of `Other.spec` that it takes in; or of a schema in its place. */
const fieldsOf = (analysis: Analysis, fields: ts.Expression, depth: number): ReadonlySet<string> | undefined => {
  const [value, other] = analysis.values.of(fields);
  if (value?.t !== "object" || other) return namesOf(analysis, fields, depth);
  if (!addedKeys(analysis, value.node).complete) return undefined; // filled later
  const names = new Set<string>();
  for (const property of value.node.properties) {
    const own = propertyName(property.name);
    if (own !== undefined) names.add(own);
    else {
      const spread = ts.isSpreadAssignment(property) ? bare(property.expression) : undefined;
      const taken = spread && ts.isPropertyAccessExpression(spread) && spread.name.text === "spec" ? spread : undefined;
      const inner = taken && namesOf(analysis, taken.expression, depth + 1);
      if (!inner) return undefined;
      for (const name of inner) names.add(name);
    }
  }
  return names;
};
