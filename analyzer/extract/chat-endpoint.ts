import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, enclosingFunction, walk } from "../source/syntax.ts";
import type { Value } from "../source/values/value.ts";
import { objectEntries } from "../source/values/value-items.ts";

/** Paths of vendors' chat and generation endpoints; a path of the app itself, such as `/api/chat`, is none. */
const ENDPOINT =
  /\/v\d+\/(chat\/)?completions|\/chat\/completions|\/v\d+\/messages\b(?!\/[\w$])|:generateContent|:streamGenerateContent|\/v\d+\/responses\b|\/api\/generate\b.*(11434|ollama)|(11434|ollama).*\/api\/(generate|chat)/i;
const HTTP_CLIENTS = /^(axios|got|ky|superagent|undici|httpService|http|client|request)$/i;

/** What only a chat completion's answer has. */
const ANSWER = /\.choices\b|\bchoices\[|\.tool_calls\b|\.candidates\b/;

/**
 * True for `fetch`, axios and the like when the URL's text names a chat endpoint, or when the URL comes from outside the
 * code and what is posted is a chat request: `model` with `messages` or `prompt`, its answer read as one, or what a person
 * says along with a temperature and a limit of tokens, as to a model service of the app's own.
 */
export const isChatEndpoint = (analysis: Analysis, call: ts.CallExpression): boolean => {
  const callee = bare(call.expression);
  const isFetch = ts.isIdentifier(callee) && /^(fetch|axios|got|ky|nodeFetch)$/.test(callee.text);
  const isPost =
    ts.isPropertyAccessExpression(callee) &&
    /^(post|request|fetch)$/.test(callee.name.text) &&
    (HTTP_CLIENTS.test(lastName(callee.expression)) || isMadeClient(analysis, callee.expression));
  const url = call.arguments[0];
  if (!(isFetch || isPost) || url === undefined) return false;
  if (ENDPOINT.test(urlText(analysis, url))) return true;
  if (analysis.values.texts(url).texts.some((t) => t !== "")) return false; // known, and no chat endpoint
  return posts(analysis, call, isSampled) || (posts(analysis, call, isChat) && readsAnswer(call));
};

/** Whether the keys of what is posted, or of an object in it, are those of a chat request. */
type IsRequest = (keys: ReadonlySet<string>, inner: ReadonlySet<string>) => boolean;

const isChat: IsRequest = (keys) => keys.has("model") && (keys.has("messages") || keys.has("prompt"));

/** The settings of an agent have a prompt and a temperature too, but nothing that a person says. */
const isSampled: IsRequest = (keys, inner) =>
  [...keys].some((key) => /^(messages|user_?(prompt|message|input|query))$/i.test(key)) &&
  [...inner].some((key) => key === "temperature") &&
  [...inner].some((key) => /^max_?(output_?|completion_?|new_?)?tokens$/i.test(key));

const posts = (analysis: Analysis, call: ts.CallExpression, isRequest: IsRequest): boolean =>
  call.arguments.some((argument) => isPosted(analysis, argument, isRequest, 0));

/** A request, alone or as the body or data of one, as text or not. */
const isPosted = (analysis: Analysis, node: ts.Expression, isRequest: IsRequest, depth: number): boolean => {
  const at = bare(node);
  if (ts.isCallExpression(at)) {
    const [text] = at.arguments;
    return (
      /\bstringify$/.test(at.expression.getText()) && text !== undefined && isPosted(analysis, text, isRequest, depth)
    );
  }
  for (const value of analysis.values.of(at)) {
    if (value.t !== "object") continue;
    const entries = objectEntries(analysis.values, value);
    const keys = new Set(entries.map(([key]) => key));
    const nested = entries.flatMap(([, inner]) => inner.flatMap((it) => keysOf(analysis, it)));
    if (isRequest(keys, new Set([...keys, ...nested]))) return true;
    const body = value.node.properties.find(
      (p): p is ts.PropertyAssignment => ts.isPropertyAssignment(p) && /^(body|data|json)$/.test(p.name.getText()),
    );
    if (body && depth < 2 && isPosted(analysis, body.initializer, isRequest, depth + 1)) return true;
  }
  return false;
};

const keysOf = (analysis: Analysis, value: Value): string[] =>
  value.t === "object" ? objectEntries(analysis.values, value).map(([key]) => key) : [];

const readsAnswer = (call: ts.CallExpression): boolean =>
  ANSWER.test((enclosingFunction(call) ?? call.getSourceFile()).getText());

/** What `axios.create({ baseURL })`, `got.extend(…)` or `ky.create(…)` gives, whatever it is called. */
const isMadeClient = (analysis: Analysis, node: ts.Expression): boolean =>
  analysis.values
    .of(node)
    .some(
      (v) =>
        v.t === "made" &&
        ts.isPropertyAccessExpression(v.node.expression) &&
        /^(create|extend)$/.test(v.node.expression.name.text) &&
        /^(axios|got|ky)$/.test(lastName(v.node.expression.expression)),
    );

const lastName = (node: ts.Expression): string => {
  const at = bare(node);
  return ts.isPropertyAccessExpression(at) ? at.name.text : at.getText();
};

/** Constant parts of a URL, with the constants it is built from; a placeholder where a part is not constant. */
const urlText = (analysis: Analysis, node: ts.Expression): string => {
  const known = analysis.values.texts(node);
  if (known.texts.length) return known.texts.join(" ");
  const parts: string[] = [];
  const at = bare(node);
  for (const value of analysis.values.of(at)) if (value.t === "unknown") collectText(analysis, value.node, parts);
  if (!parts.length) collectText(analysis, at, parts);
  return parts.join("");
};

const collectText = (analysis: Analysis, root: ts.Node, parts: string[]): void =>
  walk(root, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node))
      parts.push(node.text);
    else if (ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node))
      parts.push(...analysis.values.texts(node).texts);
    return !ts.isFunctionLike(node);
  });
