import { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";
import type { Analysis } from "../../source/analysis.ts";
import { byCodeUnit } from "../../source/sort-order.ts";
import { oneLine } from "../../source/syntax.ts";
import { spanOf } from "./found-state.ts";

type Consumer = NonNullable<StateSite["consumers"]>[number];

const OPTIONS = ["checkpointer", "checkpointSaver", "store"] as const;

const memo = new WeakMap<Analysis, ReadonlyMap<ts.Node, readonly Consumer[]>>();

/** The calls that a saver or store is handed to as an option, such as `builder.compile({ checkpointer })`. */
export const saverConsumers = (analysis: Analysis, made: ts.Node): Consumer[] => {
  const known = memo.get(analysis) ?? allConsumers(analysis);
  memo.set(analysis, known);
  return [...(known.get(made) ?? [])].sort((a, b) => byCodeUnit(a.file, b.file) || a.start - b.start);
};

const allConsumers = (analysis: Analysis): ReadonlyMap<ts.Node, readonly Consumer[]> => {
  const found = new Map<ts.Node, Consumer[]>();
  for (const option of OPTIONS)
    for (const id of analysis.references.named(option)) {
      const property = id.parent;
      const value =
        ts.isPropertyAssignment(property) && property.name === id
          ? property.initializer
          : ts.isShorthandPropertyAssignment(property)
            ? property.name
            : undefined;
      const call = value && callWith(property.parent);
      if (!value || !call) continue;
      const consumer = { ...analysis.placeOf(call), option, call: nameOf(call.expression), ...spanOf(call) };
      // Several ways may lead to one saver: the call takes it once.
      const made = new Set(analysis.values.of(value).flatMap((held) => (held.t === "made" ? [held.node] : [])));
      for (const node of made) found.set(node, [...(found.get(node) ?? []), consumer]);
    }
  return found;
};

/** `compile`, whatever it is called on. */
const nameOf = (callee: ts.Expression): string =>
  oneLine(ts.isPropertyAccessExpression(callee) ? callee.name : callee, 60);

/** The call that an object literal is an argument of. */
const callWith = (object: ts.Node): ts.CallExpression | ts.NewExpression | undefined =>
  (ts.isCallExpression(object.parent) || ts.isNewExpression(object.parent)) && object.parent.expression !== object
    ? object.parent
    : undefined;
