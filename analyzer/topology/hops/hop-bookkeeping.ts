import { ts } from "ts-morph";
import type { Hop } from "../../../contracts/audited-app.ts";
import type { Analysis } from "../../source/analysis.ts";
import { constantText, type Known } from "../../source/known/known.ts";
import type { Effect } from "../../source/known/path.ts";
import type { Turn } from "./conductor-turns.ts";

/** What a hop writes and calls, where all turns that it may be do the same. */
export const bookkeepingOf = (analysis: Analysis, turns: readonly Turn[]): Pick<Hop, "writes" | "calls"> => {
  const writes = sameText(
    turns.map((it) => it.writes && constantText({ t: "record", fields: settable(it.writes), open: false })),
  );
  const calls = sameText(turns.map((it) => callsText(analysis, it.effects)));
  // Both were written as JSON just above.
  return {
    writes: writes === undefined ? null : (JSON.parse(writes) as NonNullable<Hop["writes"]>),
    calls: calls === undefined ? null : (JSON.parse(calls) as NonNullable<Hop["calls"]>),
  };
};

/** Without fields that are given nothing: LangGraph does not write those. */
const settable = (writes: ReadonlyMap<string, Known>): Map<string, Known> =>
  new Map([...writes].filter(([, value]) => !(value.t === "const" && value.value === undefined)));

const sameText = (texts: readonly (string | undefined)[]): string | undefined =>
  new Set(texts).size === 1 ? texts[0] : undefined;

const callsText = (analysis: Analysis, effects: readonly Effect[]): string | undefined => {
  const calls = effects.map(({ call, args }) => {
    const texts = args.map(constantText);
    const callee = exportedFunction(analysis, call.expression);
    return callee && !texts.includes(undefined)
      ? `{"name":${JSON.stringify(callee.name)},"file":${JSON.stringify(callee.file)},"args":[${texts.join(",")}]}`
      : undefined;
  });
  return calls.includes(undefined) ? undefined : `[${calls.join(",")}]`;
};

/** A function that others may import under its own name. */
const exportedFunction = (
  analysis: Analysis,
  callee: ts.Expression,
): { readonly name: string; readonly file: string } | undefined => {
  const declaration = ts.isIdentifier(callee)
    ? analysis.references.symbolOf(callee)?.declarations?.find(ts.isFunctionDeclaration)
    : undefined;
  const isExported = declaration && ts.getModifiers(declaration)?.some((it) => it.kind === ts.SyntaxKind.ExportKeyword);
  if (
    !declaration?.name ||
    !isExported ||
    ts.getModifiers(declaration)?.some((it) => it.kind === ts.SyntaxKind.DefaultKeyword)
  )
    return undefined;
  return { name: declaration.name.text, file: analysis.placeOf(declaration).file };
};
