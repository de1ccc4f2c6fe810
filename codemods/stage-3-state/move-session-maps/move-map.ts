import { ts } from "ts-morph";
import type { Change, TextEdit } from "../../kit/edit-plan.ts";
import { lineOf } from "../../kit/line-around.ts";
import type { TextStyle } from "../../kit/text-style.ts";
import { tornApart, updatesOf } from "./in-one-go.ts";
import { type MapUse, mapUses } from "./map-uses.ts";
import type { SessionMap } from "./session-map.ts";

/** Names the change of one map, for people who take or decline it. */
export const changeId = ({ parsed, declaration }: SessionMap): string =>
  `move-session-maps ${parsed.file}:${declaration.getStart(parsed.source)}`;

/** How a map becomes one on Redis, made by a function of the seam; a reason, as the end of a sentence, where it must not. */
export function moveMap(map: SessionMap, factory: string, { quote }: TextStyle): Change | string {
  const { parsed, declaration, made, value, name } = map;
  const { file, source } = parsed;
  const uses = mapUses(map);
  if (typeof uses === "string") return uses;
  const updates = updatesOf(uses);
  const torn = tornApart(uses, updates);
  if (torn)
    return `line ${lineOf(source.text, torn.call.getStart(source))} writes what was read just before, and while it waits others could write`;
  const inUpdates = new Set(updates.flatMap((it) => [it.set, it.get]));
  const plain = uses.filter((it) => !inUpdates.has(it));
  const edits: TextEdit[] = [
    {
      file,
      start: declaration.name.end,
      end: made.end,
      text: ` = ${factory}<${value.getText(source)}>(${quote}${storedName(file, name)}${quote})`,
    },
    ...plain.flatMap((it) => waited(file, it.call)),
    ...updates.flatMap(({ set, get }) => updateEdits(map, set, get)),
  ];
  const what = `${name} becomes a map on Redis`;
  return { id: changeId(map), file, line: lineOf(source.text, declaration.getStart(source)), what, edits };
}

/** `await` before a call, in parentheses where something goes on with what it gives. */
function waited(file: string, call: ts.CallExpression): TextEdit[] {
  const { parent } = call;
  const goesOn =
    ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) &&
      parent.expression === call) ||
    ts.isNonNullExpression(parent) ||
    ts.isTaggedTemplateExpression(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken);
  const start = call.getStart();
  return [
    { file, start, end: start, text: goesOn ? "(await " : "await " },
    ...(goesOn ? [{ file, start: call.end, end: call.end, text: ")" }] : []),
  ];
}

/** `m.set(k, f(m.get(k)))` becomes `await m.update(k, (held) => f(held))`. */
function updateEdits({ parsed: { file, source } }: SessionMap, set: MapUse, get: MapUse): TextEdit[] {
  const { call, value } = set;
  const { expression } = call;
  if (!value || !ts.isPropertyAccessExpression(expression)) return [];
  const held =
    ["held", "heldValue", "heldEntry"].find((it) => !new RegExp(`\\b${it}\\b`).test(call.getText())) ?? "held";
  const start = call.getStart(source);
  const isObject = ts.isObjectLiteralExpression(value);
  const method = { file, start: expression.name.getStart(source), end: expression.name.end, text: "update" };
  const from = value.getStart(source);
  return [
    { file, start, end: start, text: "await " },
    method,
    { file, start: from, end: from, text: `(${held}) => ${isObject ? "(" : ""}` },
    { file, start: get.call.getStart(source), end: get.call.end, text: held },
    ...(isObject ? [{ file, start: value.end, end: value.end, text: ")" }] : []),
  ];
}

/** Two files of a package may have maps of one name. */
const storedName = (file: string, name: string): string =>
  `${file
    .replace(/\.[cm]?tsx?$/, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^-+/, "")}.${name}`;
