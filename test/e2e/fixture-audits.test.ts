import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Audit, auditSchema } from "../../contracts/audit.ts";
import type { CallSite } from "../../contracts/call-site.ts";
import { judgeBySchema } from "../contracts/published-schema.ts";
import { fixtureAudit, jsonReport, shuffledAudit, textReport } from "../harness/fixture-audit.ts";
import { appTexts } from "../harness/metamorphic/app-folders.ts";
import { listApps } from "../harness/run-app.ts";

/** `UPDATE_EXPECTED=1 npx vitest run test/e2e/fixture-audits.test.ts` writes the reports anew: review the diff. */
const isUpdating = process.env.UPDATE_EXPECTED === "1";

const auditsDir = fileURLToPath(new URL("../../fixtures/audits/", import.meta.url));
const schemaErrors = judgeBySchema("audit/1");

const expectReport = (name: string, actual: string): void => {
  const file = `${auditsDir}${name}`;
  if (isUpdating) writeFileSync(file, actual);
  expect(existsSync(file), `${file} is missing`).toBe(true);
  expect(actual).toBe(readFileSync(file, "utf8"));
};

describe.each(listApps())("the audit of %s", (app) => {
  it("is the checked-in JSON, byte for byte", () => {
    expectReport(`${app}.json`, jsonReport(fixtureAudit(app)));
  });

  it("reads as the checked-in text", () => {
    expectReport(`${app}.txt`, textReport(fixtureAudit(app)));
  });
});

// After those that write, so that an update passes at once.
describe("the checked-in reports", () => {
  it("are those of the fixture apps, in both formats", () => {
    expect(readdirSync(auditsDir).sort()).toEqual(
      listApps()
        .flatMap((app) => [`${app}.json`, `${app}.txt`])
        .sort(),
    );
  });
});

describe.each(listApps())("the audit of %s", (app) => {
  it("is valid against the contract and its published schema", () => {
    const document = JSON.parse(jsonReport(fixtureAudit(app)));
    expect(auditSchema.parse(document)).toEqual(document);
    expect(schemaErrors(document)).toEqual([]);
  });

  it("has the same bytes again, with the files in another order", () => {
    expect(jsonReport(shuffledAudit(app, app.length))).toBe(jsonReport(fixtureAudit(app)));
  });

  it("names only places that are there, and call sites whose text is there", () => {
    const texts = appTexts(app);
    const lineCount = (file: string): number => texts.get(file)?.split("\n").length ?? 0;
    const audit = fixtureAudit(app);
    for (const { file, line } of placesOf(audit))
      expect(lineCount(file), `${file}:${line}`).toBeGreaterThanOrEqual(line);
    for (const site of audit.callSites) {
      const text = texts.get(site.file)?.slice(site.start, site.end).replace(/\s+/g, " ") ?? "";
      expect(text.slice(0, 40)).toBe(site.expr.slice(0, 40));
    }
  });

  it("says of no call both that it only routes and that it reaches people, models or storage", () => {
    const contradicted = fixtureAudit(app).callSites.filter(
      (site) => site.classification === "routing-only" && site.evidence.some(({ role }) => role === "content"),
    );
    expect(contradicted.map(placeOf)).toEqual([]);
  });
});

const placesOf = ({ apps, callSites, stateSites, dispatchSites, tenancySites, findings }: Audit) => [
  ...apps.flatMap((it) => [
    it.graph,
    ...(it.conductor ? [it.conductor] : []),
    ...it.agents,
    ...it.edges,
    ...it.dynamic,
  ]),
  ...callSites.flatMap((it) => [it, ...it.evidence]),
  ...stateSites,
  ...dispatchSites,
  ...tenancySites,
  ...findings,
];

const placeOf = ({ file, line }: CallSite): string => `${file}:${line}`;
