import { ts } from "ts-morph";
import type { CallSite } from "../../contracts/call-site.ts";

/** A place where a model is run, before its result is followed. */
export interface Site {
  /** The call, or what is handed to the framework. */
  readonly node: ts.Expression;
  readonly kind: CallSite["kind"];
  readonly runs: CallSite["runs"];
  /** What is run: the receiver of the method, where there is one. */
  readonly receiver: ts.Expression | undefined;
  /** The constructor's role for implicit sites; null for the rest. */
  readonly prebuilt: "react-agent" | "deep-agent" | "supervisor" | "swarm" | null;
}

/** The node whose position a reader looks for: the method's name, or the constructor's. */
export const siteName = (site: Site): ts.Node => {
  if (!ts.isCallExpression(site.node) && !ts.isNewExpression(site.node)) return site.node;
  const callee = site.node.expression;
  if (ts.isElementAccessExpression(callee)) return callee.argumentExpression;
  return ts.isPropertyAccessExpression(callee) ? callee.name : callee;
};

/** Tells the nodes of these sites from all others. */
export const siteTest = (sites: readonly Site[]): ((node: ts.Node) => boolean) => {
  const nodes = new Set<ts.Node>(sites.map((s) => s.node));
  return (node) => nodes.has(node);
};
