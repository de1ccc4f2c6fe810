import { z } from "zod";
import { auditedAppSchema } from "./audited-app.ts";
import {
  dispatchSiteSchema,
  findingSchema,
  skippedSchema,
  stateSiteSchema,
  tenancySiteSchema,
} from "./audited-site.ts";
import { callSiteSchema } from "./call-site.ts";
import { factSchema } from "./fact.ts";

/** Calls and latency that one stage would leave, for one app. Filled by `forecast`; absent until then. */
export const forecastSchema = z.strictObject({
  app: z.string().min(1).describe("id of the app in `apps`"),
  stage: z
    .int()
    .min(0)
    .max(5)
    .describe("the stage this row forecasts: 0 observe, 1 registry, 2 handoff, 3 state, 4 bus, 5 mesh"),
  hops: z.number().min(0).describe("executions per run that only pick what is next"),
  modelCalls: z.number().min(0).describe("model calls per run"),
});

/** What call sites and findings were limited to. Classes, apps and verdicts still come from all of the code. */
export const sinceSchema = z.strictObject({
  ref: z.string().min(1).describe("branch, tag or commit as the user named it"),
  commit: z.string().min(1).describe("the commit compared with: where HEAD and the ref parted"),
  changedFiles: z.int().min(0).describe("files that differ from it, committed or not, of any kind"),
});

/**
 * `audit/1`: what `unconduct audit --format json` prints. Byte-stable: the same tree gives the same bytes, whatever the
 * file order and with or without `node_modules`; arrays are sorted; timings are not in it.
 */
export const auditSchema = z
  .strictObject({
    contract: z.literal("audit/1").describe("name and version of this document's shape"),
    toolVersion: z.string().min(1).describe("version of unconduct that made the audit"),
    root: z.string().describe("the audited folder as the user named it"),
    since: sinceSchema.optional().describe("absent: everything is listed"),
    apps: z.array(auditedAppSchema).describe("sorted by graph file, line, id"),
    callSites: z.array(callSiteSchema).describe("sorted by file, start; with `since`, those in files that differ"),
    stateSites: z.array(stateSiteSchema).describe("sorted by file, line, kind"),
    dispatchSites: z.array(dispatchSiteSchema).describe("sorted by file, line"),
    tenancySites: z.array(tenancySiteSchema).describe("sorted by file, line"),
    facts: z
      .array(factSchema)
      .optional()
      .describe("sorted by file, line, kind; what a plan must reckon with; absent in reports of older versions"),
    findings: z.array(findingSchema).describe("sorted by file, line, rule; with `since`, those in files that differ"),
    forecast: z.array(forecastSchema).optional().describe("sorted by app, stage; absent until it is built"),
    skipped: z.array(skippedSchema).describe("sorted by file; what could not be read or parsed, and why"),
  })
  .describe("what `unconduct audit --format json` found: apps, call sites with their class and its proof, findings");

/** See {@link auditSchema}. */
export type Audit = z.infer<typeof auditSchema>;
/** See {@link forecastSchema}. */
export type Forecast = z.infer<typeof forecastSchema>;
/** What the analyzer knows before rules and verdicts look at it. */
export type AppModel = Pick<Audit, "apps" | "callSites" | "stateSites" | "dispatchSites" | "tenancySites" | "facts">;
