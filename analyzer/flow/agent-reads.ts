import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { surfaceOf } from "../source/surface-of.ts";
import type { FunctionNode, Value } from "../source/values/value.ts";

/** Options with which an agent sees more of what it is given than its messages. */
const WIDE = ["stateSchema", "contextSchema", "middleware", "preModelHook", "postModelHook", "state"];
/** Options that may be a function of the whole state, or a template fed with it. */
const PROMPTS = ["prompt", "stateModifier", "messageModifier", "systemPrompt"];

/**
 * True when an agent that is fed with an object may read `field` of it. A prebuilt agent with a plain prompt reads its
 * messages; one with a state of its own, a computed prompt, or an executor round a template reads what it likes.
 */
export const agentReads = (analysis: Analysis, agent: ts.Expression, field: string): boolean => {
  if (/messages?$/i.test(field)) return true;
  const values = analysis.values.of(agent);
  return !values.length || values.some((v) => !isPlain(analysis, v));
};

/** Functions that an agent's prompt is computed by. */
export const promptFunctions = (analysis: Analysis, agent: ts.Expression): readonly FunctionNode[] =>
  analysis.values.of(agent).flatMap((made) => {
    const first = made.t === "made" ? made.node.arguments?.[0] : undefined;
    if (!first || made.t !== "made") return [];
    const options = analysis.values.of(first, made.env);
    return PROMPTS.flatMap((key) => analysis.values.property(options, key, first)).flatMap((v) =>
      v.t === "fn" ? [v.node] : [],
    );
  });

const isPlain = (analysis: Analysis, value: Value): boolean => {
  if (value.t !== "made" || !ts.isCallExpression(value.node)) return false;
  const surface = surfaceOf(analysis.references, value.node.expression);
  if (!surface || !/^fn:\w*agentFactory$/i.test(surface.entry.stub)) return false;
  const [first] = value.node.arguments;
  if (!first) return false;
  const options = analysis.values.of(first, value.env);
  if (!options.length || options.some((o) => o.t !== "object")) return false;
  const given = (key: string) => analysis.values.property(options, key, first);
  return (
    !WIDE.some((key) => given(key).length > 0) && PROMPTS.every((key) => given(key).every((v) => isText(analysis, v)))
  );
};

const isText = (analysis: Analysis, value: Value): boolean =>
  value.t === "text" ||
  value.t === "literal" ||
  (value.t === "made" && surfaceOf(analysis.references, value.node.expression)?.entry.role === "message") ||
  (value.t === "unknown" && ts.isExpression(value.node) && isString(analysis, value.node));

/** Not constant, but text all the same: a template or a sum of texts. */
const isString = (analysis: Analysis, node: ts.Expression): boolean =>
  (analysis.checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
