import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, enclosingFunction, walk } from "../source/syntax.ts";
import { objectEntries } from "../source/values/value-items.ts";

/** Paths of vendors' chat and generation endpoints; a path of the app itself, such as `/api/chat`, is none. */
const ENDPOINT =
  /\/v\d+\/(chat\/)?completions|\/chat\/completions|\/v\d+\/messages\b(?!\/[\w$])|:generateContent|:streamGenerateContent|\/v\d+\/responses\b|\/api\/generate\b.*(11434|ollama)|(11434|ollama).*\/api\/(generate|chat)/i;
const HTTP_CLIENTS = /^(axios|got|ky|superagent|undici|httpService|http|client|request)$/i;

/** What only a chat completion's answer has. */
const ANSWER = /\.choices\b|\bchoices\[|\.tool_calls\b|\.candidates\b/;

/**
 * True for `fetch`, axios and the like when the URL's text names a chat endpoint, or when the URL comes from outside the
 * code, what is posted is a chat request (`model` with `messages` or `prompt`), and its answer is read as one.
 */
export const isChatEndpoint = (analysis: Analysis, call: ts.CallExpression): boolean => {
  const callee = bare(call.expression);
  const isFetch = ts.isIdentifier(callee) && /^(fetch|axios|got|ky|nodeFetch)$/.test(callee.text);
  const isPost =
    ts.isPropertyAccessExpression(callee) &&
    /^(post|request|fetch)$/.test(callee.name.text) &&
    HTTP_CLIENTS.test(lastName(callee.expression));
  const url = call.arguments[0];
  if (!(isFetch || isPost) || url === undefined) return false;
  return ENDPOINT.test(urlText(analysis, url)) || (postsChat(analysis, call) && readsAnswer(call));
};

/** The URL says nothing, but the request does. */
const postsChat = (analysis: Analysis, call: ts.CallExpression): boolean => {
  const [url, ...rest] = call.arguments;
  if (!url || analysis.values.texts(url).texts.some((t) => t !== "")) return false; // known, and no chat endpoint
  return [url, ...rest].some((argument) => isChatRequest(analysis, argument, 0));
};

/** `{model, messages}`, alone or as the body or data of a request, as text or not. */
const isChatRequest = (analysis: Analysis, node: ts.Expression, depth: number): boolean => {
  const at = bare(node);
  if (ts.isCallExpression(at)) {
    const [text] = at.arguments;
    return /\bstringify$/.test(at.expression.getText()) && text !== undefined && isChatRequest(analysis, text, depth);
  }
  for (const value of analysis.values.of(at)) {
    if (value.t !== "object") continue;
    const keys = new Set(objectEntries(analysis.values, value).map(([key]) => key));
    if (keys.has("model") && (keys.has("messages") || keys.has("prompt"))) return true;
    const body = value.node.properties.find(
      (p): p is ts.PropertyAssignment => ts.isPropertyAssignment(p) && /^(body|data|json)$/.test(p.name.getText()),
    );
    if (body && depth < 2 && isChatRequest(analysis, body.initializer, depth + 1)) return true;
  }
  return false;
};

const readsAnswer = (call: ts.CallExpression): boolean =>
  ANSWER.test((enclosingFunction(call) ?? call.getSourceFile()).getText());

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
