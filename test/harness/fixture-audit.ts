import { auditFolder, auditTree, scanMemory } from "../../analyzer/index.ts";
import { reporters } from "../../analyzer/reporters/reporters.ts";
import type { Audit } from "../../contracts/audit.ts";
import { SeededRandom } from "./leaks/seeded-random.ts";
import { appTexts } from "./metamorphic/app-folders.ts";
import { shuffled } from "./metamorphic/damage-text.ts";
import { appsDir } from "./run-app.ts";

const optionsOf = (app: string) => ({ root: `fixtures/apps/${app}`, toolVersion: "0.0.0" });
const reportOptions = { color: false, width: 100, all: false };
const audits = new Map<string, Audit>();

/** The audit of a fixture app on disk, made once; its root is written as a user in the repository's folder names it. */
export const fixtureAudit = (app: string): Audit => {
  const known = audits.get(app) ?? auditFolder(`${appsDir}/${app}`, optionsOf(app));
  audits.set(app, known);
  return known;
};

/** The same app audited from memory, its files in a random order. */
export const shuffledAudit = (app: string, seed: number): Audit =>
  auditTree(scanMemory(shuffled(appTexts(app), new SeededRandom(seed))), optionsOf(app));

/** The audit as the `json` reporter prints it. */
export const jsonReport = (audit: Audit): string => reporters.json(audit, reportOptions).output;

/** The audit as the `text` reporter prints it: 100 columns, no colour. */
export const textReport = (audit: Audit): string => reporters.text(audit, reportOptions).output;
