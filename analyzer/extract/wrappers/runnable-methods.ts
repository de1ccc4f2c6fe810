import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import type { FunctionNode } from "../../source/values/value.ts";
import { reachesSite } from "./reaches-site.ts";

/** Methods that make an own class look like a runnable. */
const RUNNABLE_METHODS = ["invoke", "stream", "streamEvents", "batch"];

/** Methods of own classes that are named like a runnable's and end at a model, at most four calls deep. */
export const runnableMethods = (analysis: Analysis, sites: ReadonlySet<ts.Node>): FunctionNode[] => {
  const found: FunctionNode[] = [];
  for (const name of RUNNABLE_METHODS)
    for (const id of analysis.references.named(name)) {
      const method = id.parent;
      if (
        ts.isMethodDeclaration(method) &&
        method.name === id &&
        ts.isClassLike(method.parent) &&
        reachesSite(analysis, method, sites)
      )
        found.push(method);
    }
  return found;
};
