import type { Audit } from "../../../contracts/audit.ts";
import type { AuditedApp } from "../../../contracts/audited-app.ts";
import type { Finding } from "../../../contracts/audited-site.ts";
import { countOf } from "./count-of.ts";
import { placeText } from "./place-list.ts";

/** One piece of advice for one app. */
export interface NextStep {
  /** What to do, such as `stage 1 (registry)` or `by hand`. */
  readonly lead: string;
  /** Follows the lead. */
  readonly text: string;
}

/** What to do about one app, first things first. Never empty. */
export function nextSteps(app: AuditedApp, audit: Audit): NextStep[] {
  if (app.dead) return [{ lead: "nothing", text: ": nothing in this tree runs it; delete it, or audit what runs it." }];
  const staged = [...stageSteps(app, audit), ...busSteps(app, audit)];
  const manual = manualSteps(app, audit);
  const open = openQuestions(app, audit);
  if (app.verdict.verdict === "leave") return [leaveStep(app), ...staged.filter(standsAlone), ...manual];
  const [first, ...rest] = staged.length > 0 ? staged : [observeStep(app, audit)];
  const start = first === undefined ? [] : [{ ...first, lead: `start with ${first.lead}` }];
  return [...start, ...rest, ...manual, ...open];
}

const stageNames = { "stage-1": "registry", "stage-2": "handoff", "stage-3": "state" } as const;

const stageSteps = (app: AuditedApp, audit: Audit): NextStep[] =>
  (["stage-1", "stage-2", "stage-3"] as const).flatMap((fix) => {
    const found = audit.findings.filter((it) => it.app === app.id && it.fix === fix && it.level !== "info");
    if (found.length === 0) return [];
    return [{ lead: `${fix.replace("-", " ")} (${stageNames[fix]})`, text: `: ${workOf(fix, found)}` }];
  });

function workOf(fix: keyof typeof stageNames, found: readonly Finding[]): string {
  const [first] = found;
  const where = first === undefined ? "" : placeText(first);
  const more = found.length > 1 ? ` and ${found.length - 1} more` : "";
  switch (fix) {
    case "stage-1":
      return `${countOf(found.length, "model call")} that only ${found.length === 1 ? "picks" : "pick"} an agent: ${where}${more}.`;
    case "stage-2":
      return `${countOf(found.length, "fixed chain")} that can hand over directly: ${where}${more}.`;
    case "stage-3":
      return `state that is lost with the process: ${where}${more}.`;
  }
}

const busSteps = (app: AuditedApp, audit: Audit): NextStep[] => {
  const found = audit.dispatchSites.filter((it) => it.app === app.id && it.mode === "fire-and-forget");
  const [first] = found;
  if (first === undefined) return [];
  const more = found.length > 1 ? ` and ${found.length - 1} more` : "";
  return [
    { lead: "stage 4 (bus)", text: `: runs that nobody waits for can become tasks: ${placeText(first)}${more}.` },
  ];
};

// Outside state pays whoever conducts; the others only make sense on the way to a mesh.
const standsAlone = (step: NextStep): boolean => step.lead.startsWith("stage 3");

const leaveStep = (app: AuditedApp): NextStep => ({
  lead: "leave it alone",
  text: `. ${app.verdict.reasons[0] ?? "Nothing here would gain."}`,
});

function observeStep(app: AuditedApp, audit: Audit): NextStep {
  const intercept = audit.callSites.find((it) => it.app === app.id && it.replaceability === "intercept");
  const text =
    intercept === undefined
      ? ": nothing is proven from the code alone: record decisions at run time first."
      : `: the call at ${placeText(intercept)} routes and answers: record its decisions at run time, then let a registry answer its dispatch turns.`;
  return { lead: "stage 0 (observe)", text };
}

const manualSteps = (app: AuditedApp, audit: Audit): NextStep[] => {
  const found = audit.findings.filter((it) => it.app === app.id && it.fix === "manual" && it.level !== "info");
  return found.slice(0, 1).map((it) => ({
    lead: "by hand",
    text: `, ${placeText(it)}${found.length > 1 ? ` and ${found.length - 1} more` : ""}: ${it.remedy}`,
  }));
};

const openQuestions = (app: AuditedApp, audit: Audit): NextStep[] => {
  const found = audit.callSites.filter((it) => it.app === app.id && it.classification === "undetermined");
  const [first] = found;
  if (first === undefined) return [];
  const text = `: ${countOf(found.length, "model call")} whose result could not be followed, from ${placeText(first)} on.`;
  return [{ lead: "look yourself", text }];
};
