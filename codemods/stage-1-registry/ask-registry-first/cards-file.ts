import { ts } from "ts-morph";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { Change, NewFile } from "../../kit/edit-plan.ts";
import { registryModule } from "../../kit/emitted-packages.ts";
import { parseSource } from "../../kit/parse-source.ts";
import { textLiteral } from "../../kit/text-literal.ts";
import { styleOf, type TextStyle } from "../../kit/text-style.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import type { DraftedCard } from "./card-draft.ts";
import { propertyOf, type RegistrySeam } from "./registry-seam.ts";

/** What becomes of the file with the cards. */
export interface PlannedCards {
  readonly newFiles: readonly NewFile[];
  readonly changes: readonly Change[];
  /** Why cards are missing that cannot be added; undefined where none is. */
  readonly against: string | undefined;
}

/** A new file with a card each; of one that is there only agents without a card are added, and nothing else is touched. */
export function planCards(context: PlanContext, seam: RegistrySeam, cards: readonly DraftedCard[]): PlannedCards {
  const file = seam.cardsFile;
  const text = context.readText(file);
  const nothing = { newFiles: [], changes: [], against: undefined };
  if (text === undefined) return { ...nothing, newFiles: [{ file, text: cardsText(file, cards, seam) }] };
  const source = parseSource(file, text);
  const list = cardList(source);
  if (!list)
    return { ...nothing, against: `${file} exports no plain list of cards; add a card for each new agent by hand` };
  const known = new Set(list.elements.flatMap(idOf));
  const fresh = cards.filter((it) => !known.has(it.id));
  const id = `ask-registry-first cards ${file}`;
  if (fresh.length === 0 || context.isDeclined(id)) return nothing;
  const style = styleOf(source);
  const last = list.elements.at(-1);
  const start = last?.end ?? list.getStart(source) + 1;
  const hasComma = last !== undefined && text.slice(last.end).trimStart().startsWith(",");
  const lines = fresh.flatMap((it) => cardLines(it, style)).join(style.newline);
  const added = `${last ? "," : ""}${style.newline}${lines.replace(/,$/, "")}${hasComma ? "" : last ? "," : `,${style.newline}`}`;
  const what = `adds a card for ${fresh.map((it) => it.id).join(", ")}; the cards that are there stay as they are`;
  const line = source.getLineAndCharacterOfPosition(list.getStart(source)).line + 1;
  return { ...nothing, changes: [{ id, file, line, what, edits: [{ file, start, end: start, text: added }] }] };
}

function cardsText(file: string, cards: readonly DraftedCard[], { style, require }: RegistrySeam): string {
  const { semicolon } = style;
  const isTyped = /\.[cm]?ts$/.test(file);
  const type = isTyped ? ": Card[]" : "";
  const lines = [
    ...(isTyped ? [`import type { Card } from ${textLiteral(registryModule, style)}${semicolon}`, ""] : []),
    "// What each agent can do. Drawn up by unconduct from names, prompts, tools and schemas, and yours from now on: say it",
    "// better, give examples of what users ask for, name who comes next. A later run only adds agents that have no card.",
    ...(isTyped ? [] : [`/** @type {import(${textLiteral(registryModule, style)}).Card[]} */`]),
    `${require && !isTyped ? "exports.cards" : `export const cards${type}`} = [`,
    ...cards.flatMap((it) => cardLines(it, style)),
    `]${semicolon}`,
  ];
  return lines.map((it) => it + style.newline).join("");
}

function cardLines(card: DraftedCard, style: TextStyle): string[] {
  const { indent } = style;
  const value = (it: DraftedCard[keyof DraftedCard]): string =>
    it === null
      ? "null"
      : Array.isArray(it)
        ? `[${it.map((text) => textLiteral(text, style)).join(", ")}]`
        : textLiteral(it, style);
  const fields = Object.entries(card).map(([key, it]) => `${indent}${indent}${key}: ${value(it)},`);
  return [`${indent}{`, ...fields, `${indent}},`];
}

/** The list that the file exports as `cards`. */
function cardList(source: ts.SourceFile): ts.ArrayLiteralExpression | undefined {
  let found: ts.ArrayLiteralExpression | undefined;
  walkNodes(source, (node) => {
    if (found || !ts.isArrayLiteralExpression(node)) return;
    let holder = node.parent;
    while (ts.isAsExpression(holder) || ts.isSatisfiesExpression(holder)) holder = holder.parent;
    const name = ts.isVariableDeclaration(holder)
      ? holder.name
      : ts.isBinaryExpression(holder)
        ? holder.left
        : undefined;
    if (name && /(^|\.)cards$/.test(name.getText(source))) found = node;
  });
  return found;
}

const idOf = (element: ts.Expression): string[] => {
  const id = ts.isObjectLiteralExpression(element) ? propertyOf(element, "id") : undefined;
  return id && ts.isStringLiteralLike(id) ? [id.text] : [];
};
