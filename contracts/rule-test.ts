import { z } from "zod";

const channel = z
  .string()
  .min(1)
  .describe(
    "channel of the state, or a path into it: `order.status`; `-1` is the last of a list: `messages.-1.content`",
  );

/** One test of a state, as data: what an app's own code looks at to pick an agent without a model. */
export const ruleTestSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("equals"),
      channel,
      value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    }),
    z.strictObject({ kind: z.literal("is-empty"), channel }),
    z.strictObject({ kind: z.literal("is-set"), channel }),
    z.strictObject({
      kind: z.literal("has-text"),
      channel,
      text: z.string().min(1),
      where: z.enum(["anywhere", "start", "end"]),
      lowered: z.boolean().describe("the channel's text is lowered first; `text` is taken as it is"),
    }),
    z.strictObject({
      kind: z.literal("matches"),
      channel,
      pattern: z.string().min(1).describe("source of a regular expression"),
      ignoresCase: z.boolean(),
      lowered: z.boolean(),
    }),
  ])
  .describe("a test of one channel; what is no text has no text and matches nothing");

/** See {@link ruleTestSchema}. */
export type RuleTest = z.infer<typeof ruleTestSchema>;

/** When a rule holds, and where it decides. */
export const ruleConditionSchema = z.strictObject({
  node: z.string().min(1).describe("the node that decides"),
  anyOf: z.array(z.array(ruleTestSchema).min(1)).min(1).describe("it holds if all tests of one of these lists do"),
});

/** See {@link ruleConditionSchema}. */
export type RuleCondition = z.infer<typeof ruleConditionSchema>;
