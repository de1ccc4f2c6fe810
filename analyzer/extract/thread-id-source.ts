import { ts } from "ts-morph";
import type { StateSite } from "../../contracts/audited-site.ts";
import type { Analysis } from "../source/analysis.ts";

const TENANT = /tenant|org(anization)?_?id|workspace_?id|account_?id|user_?id|customer_?id/i;
const RANDOM = /randomUUID|uuid|nanoid|Date\.now|Math\.random/i;
const REQUEST = /\b(req|request|body|params|query|ctx|input|payload|headers|session|url|searchParams)\b/i;

/** Where the value of a thread id comes from, as far as a few steps back show. */
export const threadIdSource = (analysis: Analysis, value: ts.Expression): NonNullable<StateSite["threadId"]> => {
  const known = analysis.values.texts(value);
  if (known.complete && known.texts.length === 1) return "constant";
  const own = value.getText();
  if (TENANT.test(own)) return "tenant-scoped";
  const origin = originOf(analysis, value);
  if (REQUEST.test(`${own} ${origin.text}`)) return "request"; // random only where the request names none
  if (RANDOM.test(`${own} ${origin.text}`)) return "random";
  return origin.handedIn ? "request" : "unknown";
};

/** The text of what a value was made from, two steps back, and whether it is handed in from outside. */
const originOf = (analysis: Analysis, value: ts.Expression): { text: string; handedIn: boolean } => {
  let text = "";
  let handedIn = false;
  const queue: ts.Node[] = [value];
  for (const [step, at] of queue.entries()) {
    if (step > 6) break;
    const visit = (node: ts.Node): void => {
      const declaration =
        ts.isIdentifier(node) && !isName(node) ? analysis.references.symbolOf(node)?.declarations?.[0] : undefined;
      if (
        declaration &&
        ts.isVariableDeclaration(declaration) &&
        declaration.initializer &&
        !queue.includes(declaration.initializer)
      )
        queue.push(declaration.initializer);
      else if (declaration && ts.isBindingElement(declaration) && !queue.includes(declaration.parent.parent))
        queue.push(declaration.parent.parent);
      else if (declaration && ts.isParameter(declaration)) handedIn = true;
      ts.forEachChild(node, visit);
    };
    if (step > 0) text += ` ${at.getText().slice(0, 300)}`;
    if (ts.isParameter(at)) handedIn = true;
    visit(at);
  }
  return { text, handedIn };
};

const isName = (node: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
