import type { AuditedApp } from "../../contracts/audited-app.ts";
import type { PlanContext } from "../kit/define-codemod.ts";

/** Why a conductor's turns must stay: people look at the state at each of them. Undefined where runs do not stop there. */
export function stopsAtConductor(context: PlanContext, app: AuditedApp, conductor: string): string | undefined {
  const dispatches = context.audit.dispatchSites.filter((it) => it.app === app.id);
  const named = new RegExp(`["'\`]${conductor.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["'\`]`);
  for (const file of new Set([app.graph.file, ...dispatches.map((it) => it.file)])) {
    const text = context.readText(file) ?? "";
    for (const [, names = ""] of text.matchAll(/interrupt(?:Before|After)\s*:\s*(\[[^\]]*\]|["']\*["'])/g))
      if (names.includes("*") || named.test(names))
        return `runs stop at ${conductor} for a person (interruptBefore or interruptAfter), who would see fewer of its turns`;
  }
  return undefined;
}
