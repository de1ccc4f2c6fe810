import type { ts } from "ts-morph";
import type { Fact } from "../../../contracts/fact.ts";
import type { Analysis } from "../../source/analysis.ts";
import { oneLine } from "../../source/syntax.ts";

/** A fact before it is joined to an app; without a node where it lies in no source file. */
export interface FoundFact extends Omit<Fact, "app"> {
  readonly node: ts.Node | undefined;
}

/** A fact at a node. */
export const factAt = (
  analysis: Analysis,
  node: ts.Node,
  kind: Fact["kind"],
  what: string,
  target: string | null = null,
): FoundFact => ({ node, ...analysis.placeOf(node), kind, what, expr: oneLine(node), target });
