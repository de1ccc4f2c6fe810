import { ts } from "ts-morph";
import { walkNodes } from "../../kit/walk-nodes.ts";

/** True where a name, as it is seen at an offset, is declared `string`, or made of a template or `String()`, by the functions around it. */
export function isSurelyString(source: ts.SourceFile, offset: number, name: string): boolean {
  let node: ts.Node = source;
  walkNodes(source, (it) => {
    if (it.getStart(source) <= offset && offset < it.end) node = it;
  });
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    const holder = at.parent;
    const before = ts.isBlock(holder) ? holder.statements.filter((it) => it.end <= at.getStart(source)) : [];
    const found = [
      ...(ts.isFunctionLike(holder) ? holder.parameters.map((it) => typeIn(it, name)) : []),
      ...before.map((it) => madeIn(it, name)),
    ];
    const known = found.find((it) => it !== undefined);
    if (known !== undefined) return known;
  }
  return false;
}

/** Whether a parameter declares the name, and as a text. */
function typeIn(
  { name, type, initializer, questionToken }: ts.ParameterDeclaration,
  wanted: string,
): boolean | undefined {
  const isText = (it: ts.TypeNode | undefined) => it?.kind === ts.SyntaxKind.StringKeyword;
  if (ts.isIdentifier(name)) return name.text === wanted ? isText(type) && !questionToken && !initializer : undefined;
  if (!ts.isObjectBindingPattern(name)) return declares(name, wanted) ? false : undefined;
  const element = name.elements.find((it) => ts.isIdentifier(it.name) && it.name.text === wanted);
  if (!element) return declares(name, wanted) ? false : undefined;
  const key = (element.propertyName ?? element.name).getText();
  const member = type && ts.isTypeLiteralNode(type) ? type.members.find((it) => it.name?.getText() === key) : undefined;
  return member !== undefined && ts.isPropertySignature(member) && !member.questionToken && isText(member.type);
}

/** Whether a statement declares the name as a constant, and as a text. */
function madeIn(statement: ts.Statement, wanted: string): boolean | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  for (const { name, type, initializer } of statement.declarationList.declarations) {
    if (!declares(name, wanted)) continue;
    if (!isConst || !ts.isIdentifier(name)) return false;
    const isMadeText =
      initializer !== undefined &&
      (ts.isTemplateExpression(initializer) ||
        (ts.isCallExpression(initializer) && initializer.expression.getText() === "String"));
    return type?.kind === ts.SyntaxKind.StringKeyword || (type === undefined && isMadeText);
  }
  return undefined;
}

function declares(name: ts.BindingName, wanted: string): boolean {
  if (ts.isIdentifier(name)) return name.text === wanted;
  return name.elements.some((it) => !ts.isOmittedExpression(it) && declares(it.name, wanted));
}
