import { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";
import type { Analysis } from "../../source/analysis.ts";
import { isFunctionNode, walk } from "../../source/syntax.ts";
import { isUserId } from "./user-id.ts";

const MAX_STEPS = 8;
const TENANT =
  /tenant|(org(ani[sz]ation)?|workspace|account|user|customer)_?id|\b(\w*user|org(ani[sz]ation)?|workspace|account|customer)[!?]?\.(_?id|uid|sub)\b/i;
const RANDOM = /randomUUID|uuid|nanoid|Date\.now|Math\.random/i;
const REQUEST = /\b(req|request|body|params|query|ctx|input|payload|headers|session|url|searchParams)\b/i;

/** Where the value of a thread id comes from, as far as a few steps back show. */
export const threadIdSource = (analysis: Analysis, value: ts.Expression): NonNullable<StateSite["threadId"]> => {
  const known = analysis.values.texts(value);
  if (known.complete && known.texts.length === 1) return "constant";
  if (isUserId(analysis, value)) return "user";
  const own = value.getText();
  if (TENANT.test(own)) return "tenant-scoped";
  const text = `${own} ${originOf(analysis, value)}`;
  if (REQUEST.test(text)) return "request"; // random only where the request names none
  return RANDOM.test(text) ? "random" : "unknown";
};

/** The text of what a value was made from, a few steps back; parameters lead to what callers pass. */
const originOf = (analysis: Analysis, value: ts.Expression): string => {
  let text = "";
  const queue: ts.Node[] = [value];
  for (const [step, at] of queue.entries()) {
    if (step > MAX_STEPS) break;
    if (step > 0) text += ` ${at.getText().slice(0, 300)}`;
    walk(at, (node) => {
      if (!ts.isIdentifier(node) || isName(node)) return true;
      for (const source of sourcesOf(analysis, node)) if (!queue.includes(source)) queue.push(source);
      return true;
    });
  }
  return text;
};

const sourcesOf = (analysis: Analysis, node: ts.Identifier): readonly ts.Node[] => {
  const declaration = analysis.references.symbolOf(node)?.declarations?.[0];
  if (!declaration) return [];
  if (ts.isVariableDeclaration(declaration)) return declaration.initializer ? [declaration.initializer] : [];
  if (ts.isBindingElement(declaration)) return [declaration.parent.parent];
  const fn = ts.isParameter(declaration) ? declaration.parent : undefined;
  if (!fn || !ts.isParameter(declaration) || !isFunctionNode(fn)) return [];
  const index = fn.parameters.indexOf(declaration);
  return analysis.values.callers(fn).flatMap((call) => call.arguments?.[index] ?? []);
};

const isName = (node: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
