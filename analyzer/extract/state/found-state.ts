import type { ts } from "ts-morph";
import type { StateSite } from "../../../contracts/audited-site.ts";

/** A state site before it is joined to an app. */
export interface FoundState extends Omit<StateSite, "app"> {
  readonly node: ts.Node;
}

/** Offsets of a node, as a site reports them. */
export const spanOf = (node: ts.Node): { readonly start: number; readonly end: number } => ({
  start: node.getStart(),
  end: node.end,
});
