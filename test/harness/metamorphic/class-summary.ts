import type { Audit } from "../../../contracts/audit.ts";

/** The classes of all call sites without their places: what no harmless change of the source may change. Sorted. */
export const classSummary = (audit: Audit): readonly string[] =>
  audit.callSites
    .map((site) => [site.kind, site.classification, site.decides, site.replaceability, ...site.targets].join(" "))
    .sort();
