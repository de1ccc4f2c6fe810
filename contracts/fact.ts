import { z } from "zod";
import { placeSchema } from "./place.ts";
import { ruleConditionSchema } from "./rule-test.ts";

/** Something about an app that a plan must reckon with, and that is no call, state or dispatch site of its own. */
export const factSchema = placeSchema.extend({
  kind: z
    .enum(["interrupt", "unserialisable", "platform", "host", "queue", "rule", "limit", "clarification", "internals"])
    .describe(
      "interrupt: a run stops here and waits for a person; unserialisable: a value that does not come back from a saver as it went in, or cannot go into a task; " +
        "platform: a langgraph.json, whose server brings saver and store; host: code that runs in a browser, an extension, a desktop or phone app, where a shared Redis makes no sense; " +
        "queue: jobs of a queue library; rule: a text or number decides on a node without a model, a seed for a registry; limit: a count ends or turns a run; " +
        "clarification: the way back to the user for a question; internals: code that reads what only a supervisor writes",
    ),
  what: z.string().min(1).describe("what it is, in a few words, such as `bull queue` or `function in configurable`"),
  expr: z.string().min(1).describe("on one line, at most 120 characters"),
  target: z
    .string()
    .nullable()
    .describe("only for rule, limit and clarification: the node it leads to, where it is constant"),
  condition: ruleConditionSchema
    .optional()
    .describe(
      "only for rule, where the code proves that it decides before any model is asked; absent where it is not readable as data",
    ),
  app: z.string().nullable(),
});

/** See {@link factSchema}. */
export type Fact = z.infer<typeof factSchema>;
