import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Rule } from "../../analyzer/rules/rule.ts";
import { runRules } from "../../analyzer/rules/run-rules.ts";
import { type AppModel, auditSchema } from "../../contracts/audit.ts";
import { type Finding, findingSchema } from "../../contracts/audited-site.ts";

/** A finding as a case's `expected.json` holds it: all of it but the fingerprint, which has its own tests. */
export type ExpectedFinding = Omit<Finding, "fingerprint">;

/** How one expected or found finding differs: not found, found but not expected, or found with other contents. */
export interface CaseProblem {
  readonly problem: "Missing" | "Noisy" | "Wrong";
  readonly at: string;
  readonly expected?: ExpectedFinding;
  readonly found?: ExpectedFinding;
}

const modelSchema = auditSchema.pick({
  apps: true,
  callSites: true,
  stateSites: true,
  dispatchSites: true,
  tenancySites: true,
  facts: true,
});
const emptyModel: AppModel = {
  apps: [],
  callSites: [],
  stateSites: [],
  dispatchSites: [],
  tenancySites: [],
  facts: [],
};
const expectedSchema = z.array(findingSchema.omit({ fingerprint: true }));

/** Runs one rule over `model.json` of a case folder (absent arrays are empty) and compares all it finds, in order. */
export function runRuleCase(rule: Rule, folder: string): CaseProblem[] {
  const model = modelSchema.parse({ ...emptyModel, ...readJson(join(folder, "model.json")) });
  const expected = expectedSchema.parse(readJson(join(folder, "expected.json")));
  const before = JSON.stringify(model);
  const findings = runRules(model, [rule]);
  if (JSON.stringify(model) !== before) throw new Error(`${rule.meta.id} changed the model it was given`);
  const prints = findings.map((finding) => finding.fingerprint);
  if (new Set(prints).size < prints.length) throw new Error(`${rule.meta.id} gave two findings one fingerprint`);
  return compareFindings(
    expected,
    findings.map(({ fingerprint, ...rest }) => rest),
  );
}

/** The differences between two lists; findings are paired by place, those of one place in their order. */
export function compareFindings(
  expected: readonly ExpectedFinding[],
  found: readonly ExpectedFinding[],
): CaseProblem[] {
  const problems: CaseProblem[] = [];
  for (const at of new Set([...expected, ...found].map(placeOf))) {
    const wanted = expected.filter((finding) => placeOf(finding) === at);
    const got = found.filter((finding) => placeOf(finding) === at);
    for (let index = 0; index < Math.max(wanted.length, got.length); index += 1) {
      const [want, have] = [wanted[index], got[index]];
      if (want && !have) problems.push({ problem: "Missing", at, expected: want });
      else if (have && !want) problems.push({ problem: "Noisy", at, found: have });
      else if (want && have && !isSame(want, have))
        problems.push({ problem: "Wrong", at, expected: want, found: have });
    }
  }
  return problems;
}

const placeOf = (finding: ExpectedFinding): string => `${finding.ruleId} ${finding.file}:${finding.line}`;

// Keys sorted, so that a hand-written case may list them in any order.
const isSame = (a: ExpectedFinding, b: ExpectedFinding): boolean => canonical(a) === canonical(b);

const canonical = (finding: ExpectedFinding): string =>
  JSON.stringify(Object.entries(finding).sort(([a], [b]) => (a < b ? -1 : 1)));

// JSON.parse gives any; the schemas above check what is read.
const readJson = (path: string): object => JSON.parse(readFileSync(path, "utf8"));
