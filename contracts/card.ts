import { z } from "zod";
import { nodeNameSchema, tenantIdSchema } from "./ids.ts";

/** Channels of the graph's state, by name. */
const channelsSchema = z.array(z.string().min(1));

/** One kind of work that an agent does. */
const skillSchema = z.strictObject({
  name: z.string().min(1).describe("in words"),
  examples: z.array(z.string().min(1)).describe("requests of this kind, in users' words"),
});

/**
 * `card/1`: what an agent can do, needs and yields. As A2A 1.0: `id`, `name`, `description`, `tags` and `examples` are
 * those of an AgentSkill; `version` and `description` those of the AgentCard around it; the rest travels as an extension.
 */
export const cardSchema = z
  .strictObject({
    contract: z.literal("card/1").describe("name and version of this document's shape"),
    id: nodeNameSchema.describe("the agent's node name: what a lookup answers"),
    name: z.string().min(1).describe("for people"),
    description: z.string().min(1).describe("what it does, for people, search and embeddings"),
    tags: z.array(z.string().min(1)).describe("exact words that find it"),
    examples: z.array(z.string().min(1)).describe("requests it should get, in users' words"),
    skills: z
      .array(skillSchema)
      .optional()
      .describe("the different things that it does; absent: told by nothing but the examples above"),
    needs: channelsSchema.describe("channels that must hold something before it runs (the lookup's `have`)"),
    yields: channelsSchema.describe("channels that it fills (the lookup's `want`)"),
    successors: z
      .array(nodeNameSchema)
      .nullable()
      .describe("who may run after it, the end is `__end__`; null: not declared, which is not the same as nobody"),
    tier: z.string().min(1).nullable().describe("pool of workers that serves it; null: the tenant's own pool"),
    version: z.string().min(1).describe("of the agent, not of this document's shape"),
    tenants: z
      .union([z.literal("all"), z.array(tenantIdSchema).min(1)], { error: 'expected "all" or a list of tenant ids' })
      .describe("who may be routed to it: all, or these"),
  })
  .describe("capability card: what an agent can do, needs and yields");

/** See {@link cardSchema}. */
export type Card = z.infer<typeof cardSchema>;
