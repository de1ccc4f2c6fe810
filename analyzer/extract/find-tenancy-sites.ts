import { ts } from "ts-morph";
import type { TenancySite } from "../../contracts/audited-site.ts";
import type { Analysis } from "../source/analysis.ts";
import { oneLine, propertyName } from "../source/syntax.ts";
import { TENANT_NAME } from "./tenant-names.ts";

/** Places that hand a tenant's or user's id to a graph through `configurable`, `metadata` or `context`. */
export const findTenancySites = (analysis: Analysis): TenancySite[] => {
  const found: TenancySite[] = [];
  for (const node of analysis.references.nodes) {
    if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) continue;
    const key = propertyName(node.name);
    const holder = node.parent.parent;
    if (
      key &&
      TENANT_NAME.test(key) &&
      ts.isPropertyAssignment(holder) &&
      /^(configurable|context)$/.test(propertyName(holder.name) ?? "")
    )
      found.push({ ...analysis.placeOf(node), expr: oneLine(node), key });
  }
  return found;
};
