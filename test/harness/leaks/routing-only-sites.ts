import { auditTree, scanMemory } from "../../../analyzer/index.ts";
import type { CallSite } from "../../../contracts/call-site.ts";

/** Audits texts by path. */
export const auditTexts = (files: ReadonlyMap<string, string>) =>
  auditTree(scanMemory(files), { toolVersion: "0.0.0" });

/** Call sites of a one-file app that are called routing-only, or that may be rewritten. */
export const routingOnlySites = (text: string): readonly CallSite[] =>
  auditTexts(new Map([["src/graph.ts", text]])).callSites.filter(
    (site) => site.classification === "routing-only" || site.replaceability === "rewrite",
  );
