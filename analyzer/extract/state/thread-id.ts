import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { oneLine, propertyName } from "../../source/syntax.ts";
import { type FoundState, spanOf } from "./found-state.ts";
import { isPlaceholder } from "./is-placeholder.ts";
import { ownClass } from "./saver-class.ts";
import { tenantInReach } from "./tenant-in-reach.ts";
import { threadIdSource } from "./thread-id-source.ts";

/** `{configurable: {thread_id: …}}`, but for a saver's own code, which only gives back what it was asked for. */
export const threadId = (analysis: Analysis, node: ts.Node): FoundState | undefined => {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return undefined;
  if (propertyName(node.name) !== "thread_id") return undefined;
  const holder = node.parent.parent;
  if (!ts.isPropertyAssignment(holder) || propertyName(holder.name) !== "configurable") return undefined;
  const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
  if (value.getText() === "") return undefined; // half-written
  if (isPlaceholder(analysis, value) || isSaversOwn(analysis, node)) return undefined;
  const tenant = tenantInReach(node);
  return {
    node,
    ...analysis.placeOf(node),
    kind: "thread-id",
    name: oneLine(value, 60),
    durability: "unknown",
    threadId: threadIdSource(analysis, value),
    ...spanOf(value),
    tenant: tenant ? { expr: oneLine(tenant, 60), ...spanOf(tenant) } : null,
  };
};

const isSaversOwn = (analysis: Analysis, node: ts.Node): boolean => {
  const around = ts.findAncestor(node, ts.isClassLike);
  return around !== undefined && ownClass(analysis, around) !== undefined;
};
