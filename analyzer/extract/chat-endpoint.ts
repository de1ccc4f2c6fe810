import { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { bare, walk } from "../source/syntax.ts";

/** Paths of vendors' chat and generation endpoints; a path of the app itself, such as `/api/chat`, is none. */
const ENDPOINT =
  /\/v\d+\/(chat\/)?completions|\/chat\/completions|\/v\d+\/messages\b(?!\/[\w$])|:generateContent|:streamGenerateContent|\/v\d+\/responses\b|\/api\/generate\b.*(11434|ollama)|(11434|ollama).*\/api\/(generate|chat)/i;
const HTTP_CLIENTS = /^(axios|got|ky|superagent|undici|httpService|http|client|request)$/i;

/** True for `fetch`, axios and the like when the URL's text names a chat endpoint. */
export const isChatEndpoint = (analysis: Analysis, call: ts.CallExpression): boolean => {
  const callee = bare(call.expression);
  const isFetch = ts.isIdentifier(callee) && /^(fetch|axios|got|ky|nodeFetch)$/.test(callee.text);
  const isPost =
    ts.isPropertyAccessExpression(callee) &&
    /^(post|request|fetch)$/.test(callee.name.text) &&
    HTTP_CLIENTS.test(lastName(callee.expression));
  const url = call.arguments[0];
  return (isFetch || isPost) && url !== undefined && ENDPOINT.test(urlText(analysis, url));
};

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
