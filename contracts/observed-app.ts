import { z } from "zod";
import { fingerprintSchema, nodeNameSchema, tenantIdSchema } from "./ids.ts";

const countSchema = z.int().min(0);

/** How often one node ran right after another. `__start__` and `__end__` are the graph's ends. */
export const transitionSchema = z.strictObject({
  from: nodeNameSchema,
  to: nodeNameSchema,
  count: z.int().min(1).describe("times seen; the conductor's turns in between are skipped over, not counted"),
  tenants: z.int().min(1).optional().describe("how many tenants took it; absent in single-tenant apps"),
});

/** Agents that ran in the same order whenever the first of them ran. */
export const observedChainSchema = z.strictObject({
  agents: z.array(nodeNameSchema).min(2),
  support: z.int().min(1).describe("n: runs in which the first agent ran"),
  exceptions: countSchema.describe("runs of these in which the order was another"),
  upperBound: z
    .number()
    .min(0)
    .max(1)
    .describe("95 % upper bound of the share of exceptions; none in n runs means at most 3/n (rule of three)"),
});

/** What a conductor wrote to the state when it chose one target. */
export const observedUpdateSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("constant"),
      from: nodeNameSchema,
      target: nodeNameSchema,
      observations: z.int().min(1).describe("times seen, each with this same update"),
      values: z
        .record(z.string().min(1), z.json())
        .describe("channel to value: what the registry may write in its place; empty: nothing was written"),
    }),
    z.strictObject({
      kind: z.literal("varies"),
      from: nodeNameSchema,
      target: nodeNameSchema,
      observations: z.int().min(1).describe("times seen"),
      channels: z.array(z.string().min(1)).describe("channels whose value differed, sorted; no values are kept"),
    }),
  ])
  .describe("constant: the registry may act for this target; varies: it must abstain");

/** How often registry and model said different things at one decision point. */
export const confusionSchema = z.strictObject({
  registry: nodeNameSchema,
  model: nodeNameSchema,
  count: z.int().min(1),
});

/** How the registry compares with the model at one decision point: sameness with the old router, not correctness. */
export const agreementSchema = z.strictObject({
  node: nodeNameSchema.describe("the decision point"),
  callSite: z.string().min(1).nullable().describe("id of the call site in audit/1; null: none matched"),
  tenant: tenantIdSchema.nullable().describe("null: all tenants together"),
  compared: countSchema.describe("decisions that both answered"),
  agreed: countSchema.describe("of these, how many were the same"),
  abstained: countSchema.describe("decisions that the registry left to the model; not in compared"),
  selfCompared: countSchema.describe("decisions that the model was asked twice"),
  selfAgreed: countSchema.describe("of these, how many times it said the same: the ceiling for agreed/compared"),
  confusion: z.array(confusionSchema).describe("sorted by registry, model; only differences"),
});

/** What runs of one graph topology showed. */
export const observedAppSchema = z.strictObject({
  fingerprint: fingerprintSchema,
  app: z.string().min(1).nullable().describe("id of the app in audit/1; null: not matched"),
  runs: countSchema.describe("finished runs"),
  decisions: countSchema.describe("decisions in these runs, re-checks not counted"),
  transitions: z.array(transitionSchema).describe("sorted by from, to"),
  chains: z.array(observedChainSchema).describe("sorted by support, largest first"),
  updates: z.array(observedUpdateSchema).describe("sorted by from, target"),
  agreement: z.array(agreementSchema).describe("sorted by node, call site, tenant"),
});

/** See {@link observedAppSchema}. */
export type ObservedApp = z.infer<typeof observedAppSchema>;
/** See {@link transitionSchema}. */
export type Transition = z.infer<typeof transitionSchema>;
/** See {@link observedChainSchema}. */
export type ObservedChain = z.infer<typeof observedChainSchema>;
/** See {@link observedUpdateSchema}. */
export type ObservedUpdate = z.infer<typeof observedUpdateSchema>;
/** See {@link agreementSchema}. */
export type Agreement = z.infer<typeof agreementSchema>;
