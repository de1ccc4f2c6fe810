import { z } from "zod";
import { pathSchema, placeSchema } from "./place.ts";

/** The class of a call site, by where its result flows. */
export const classificationSchema = z
  .enum(["routing-only", "reasoning", "mixed", "ignored", "undetermined"])
  .describe(
    "routing-only: every use only chooses what runs next; reasoning: the result is content; mixed: both; " +
      "ignored: nothing uses it; undetermined: the flow left what the analyzer can follow",
  );

/** What a routing-only call decides; null for every other class. */
export const decidesSchema = z
  .enum(["target", "order", "gate", "unknown"])
  .nullable()
  .describe(
    "target: which agent, values map one to one onto agents; order: in which sequence; " +
      "gate: judgement that happens to end at an edge (approve, escalate, retry, stop); null unless routing-only",
  );

/** What may replace the call. */
export const replaceabilitySchema = z
  .enum(["rewrite", "intercept", "keep"])
  .describe(
    "rewrite: a codemod may ask a registry first (routing-only, target, proven); " +
      "intercept: only dispatch turns can be answered at run time; keep: leave it alone",
  );

/** What one step of a value's path means for the class. */
export const evidenceRoleSchema = z
  .enum(["source", "step", "route", "content", "neutral", "escape"])
  .describe(
    "source: where the result appears; step: it passes through; route: it chooses what runs next; " +
      "content: it reaches people, models, tools or storage; neutral: a log or a metric; escape: the path is lost here",
  );

/** One step of the path that a call's result takes, as proof of its class. */
export const evidenceSchema = placeSchema.extend({
  role: evidenceRoleSchema,
  what: z.string().min(1).describe("one short sentence"),
  field: z.string().nullable().describe("the field of the result that took this path; null: the whole result"),
});

/** See {@link evidenceSchema}. */
export type Evidence = z.infer<typeof evidenceSchema>;

/** How the model's answer names an agent, so that an answer of the same form can stand for it. */
export const answerFormSchema = z.strictObject({
  field: z.string().min(1).nullable().describe("the field of the answer that names the agent; null: its text does"),
  tool: z.string().min(1).nullable().describe("the tool whose call carries the answer; null: no tool call does"),
  structured: z.boolean().describe("true: the model is held to a schema, by its output or by that tool"),
  fields: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        kind: z
          .enum(["label", "labels", "flag", "text", "number", "other"])
          .describe("label: one of a closed set; labels: a list of such; flag: yes or no; text: free text"),
      }),
    )
    .describe("fields of that schema, sorted by name; empty where there is none"),
  values: z
    .array(z.strictObject({ target: z.string().min(1), value: z.string().min(1) }))
    .describe("a value that the code turns into that agent; sorted by target; agents without a proven one are absent"),
});

/** Code that makes a chat model run. */
export const callSiteSchema = z.strictObject({
  id: z.string().min(1).describe("stable over unrelated edits: file, enclosing name, expression, ordinal"),
  file: pathSchema,
  line: z.int().min(1).describe("1-based, of the method's name (`invoke`) or of the constructor's name"),
  column: z.int().min(1).describe("1-based, in UTF-16 units"),
  start: z.int().min(0).describe("offset of the call expression in UTF-16 units"),
  end: z.int().min(0).describe("end offset, exclusive, in UTF-16 units"),
  expr: z.string().min(1).describe("the call's text on one line, at most 120 characters"),
  kind: z
    .enum(["explicit", "implicit"])
    .describe("explicit: the code runs the model; implicit: it hands the model to the framework"),
  runs: z
    .enum(["model", "agent", "vendor-sdk", "http", "wrapper"])
    .describe(
      "what is run: a chat model or chain, a prebuilt agent, a vendor's client, a chat endpoint, or the project's own wrapper",
    ),
  enclosing: z.string().describe("name of the enclosing function, method or class; empty at module level"),
  app: z.string().nullable().describe("id of the app whose graph reaches this site; null if none does"),
  node: z.string().nullable().describe("name of the graph node that this site runs in; null if unknown"),
  alsoIn: z
    .array(z.strictObject({ app: z.string(), node: z.string().nullable() }))
    .optional()
    .describe("further apps whose graphs run this very code, each with the node that it runs in; absent if none"),
  classification: classificationSchema,
  decides: decidesSchema,
  replaceability: replaceabilitySchema,
  targets: z.array(z.string()).describe("routing-only and target: the agents it can choose, sorted; else empty"),
  answer: answerFormSchema.optional().describe("only for rewrite: how an answer names an agent"),
  reason: z.string().min(1).describe("the class in one sentence"),
  evidence: z.array(evidenceSchema).describe("the path, in order, shortened to what decides the class"),
});

/** See {@link callSiteSchema}. */
export type CallSite = z.infer<typeof callSiteSchema>;

/** True when the app's graph runs the site, alone or with others. */
export const runsIn = (site: CallSite, app: string): boolean =>
  site.app === app || (site.alsoIn?.some((it) => it.app === app) ?? false);

/** The node of the app's graph that the site runs in; null if unknown or if the app does not run it. */
export const nodeIn = (site: CallSite, app: string): string | null =>
  site.app === app ? site.node : (site.alsoIn?.find((it) => it.app === app)?.node ?? null);
/** See {@link answerFormSchema}. */
export type AnswerForm = z.infer<typeof answerFormSchema>;
/** See {@link classificationSchema}. */
export type Classification = z.infer<typeof classificationSchema>;
/** See {@link decidesSchema}. */
export type Decides = z.infer<typeof decidesSchema>;
/** See {@link replaceabilitySchema}. */
export type Replaceability = z.infer<typeof replaceabilitySchema>;

/** True when the result of the call picks an edge, or who works next; a judgement may as well only be given back. */
export const picksEdge = ({ evidence }: Pick<CallSite, "evidence">): boolean =>
  evidence.some((it) => it.role === "route");
