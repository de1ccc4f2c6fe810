import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Codemod } from "../../codemods/kit/define-codemod.ts";
import type { EditPlan, Refusal } from "../../codemods/kit/edit-plan.ts";
import { auditSchema } from "../../contracts/audit.ts";
import { parseContractText } from "../../contracts/parse-contract.ts";

/** What a case's codemod planned, one outcome an app of `audit.json`, and what `expected.json` wants it to be. */
export interface CodemodCaseResult {
  readonly planned: readonly (EditPlan | Refusal)[];
  readonly expected: unknown;
}

/** Plans one codemod over a case folder (`input/`, its `audit.json`, `expected.json`). Throws if planning is not pure. */
export function runCodemodCase(codemod: Codemod, folder: string): CodemodCaseResult {
  const auditFile = join(folder, "audit.json");
  const audit = parseContractText(auditSchema, readFileSync(auditFile, "utf8"), auditFile);
  const readText = (file: string): string | undefined => {
    const path = join(folder, "input", file);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  const before = JSON.stringify(audit);
  const planAll = () => audit.apps.map((app) => codemod.plan(app, { audit, readText }));
  const planned = planAll();
  if (JSON.stringify(audit) !== before) throw new Error(`${codemod.meta.id} changed the audit it was given`);
  if (JSON.stringify(planAll()) !== JSON.stringify(planned)) throw new Error(`${codemod.meta.id} planned two ways`);
  return { planned, expected: JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) };
}
