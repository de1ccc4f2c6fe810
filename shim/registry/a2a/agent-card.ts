import { z } from "zod";
import { cardSchema } from "../../../contracts/card.ts";

/** Extension that carries what an A2A card has no field for. */
export const CARD_EXTENSION = "urn:unconduct:card:1";

const skillSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  description: z.string(),
  tags: z.array(z.string()),
  examples: z.array(z.string()).optional(),
});

const interfaceSchema = z.looseObject({
  url: z.string().min(1),
  protocolBinding: z.string().min(1),
  protocolVersion: z.string().min(1),
});

const extensionSchema = z.looseObject({
  uri: z.string().min(1),
  description: z.string().optional(),
  required: z.boolean().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
});

/**
 * The parts of an A2A 1.0 AgentCard that are read here (https://a2a-protocol.org, AgentCard); others pass unread. Cards of
 * 0.x, which have a top-level `url` in place of `supportedInterfaces`, are read too, and never written.
 */
export const agentCardSchema = z.looseObject({
  name: z.string().min(1),
  description: z.string(),
  version: z.string().min(1),
  supportedInterfaces: z.array(interfaceSchema).min(1).optional(),
  url: z.string().min(1).optional(),
  capabilities: z.looseObject({ extensions: z.array(extensionSchema).optional() }),
  defaultInputModes: z.array(z.string()),
  defaultOutputModes: z.array(z.string()),
  skills: z.array(skillSchema),
});

/** See {@link agentCardSchema}. */
export type AgentCard = z.infer<typeof agentCardSchema>;

/** What the extension holds for one skill: the fields of `card/1` that an AgentSkill lacks. */
export const cardExtensionSchema = cardSchema.pick({
  skills: true,
  needs: true,
  yields: true,
  successors: true,
  tier: true,
  version: true,
  tenants: true,
});
