import type { Card } from "../../../contracts/card.ts";
import { type AgentCard, CARD_EXTENSION } from "./agent-card.ts";

/** The service that offers the agents: what an A2A card says of the whole. */
export interface Service {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  /** Where JSON-RPC calls go. */
  readonly url: string;
}

/** The cards as one A2A 1.0 AgentCard: an agent is a skill; what A2A has no field for travels as an extension. */
export const toAgentCard = ({ name, description, version, url }: Service, cards: readonly Card[]): AgentCard => {
  const sorted = [...cards].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    name,
    description,
    version,
    supportedInterfaces: [{ url, protocolBinding: "JSONRPC", protocolVersion: "1.0" }],
    capabilities: {
      extensions: [
        {
          uri: CARD_EXTENSION,
          description: "Kinds of work, channels, successors, tier and tenants of each skill.",
          required: false,
          params: Object.fromEntries(
            sorted.map(({ id, skills, needs, yields, successors, tier, version, tenants }) => [
              id,
              { ...(skills ? { skills } : {}), needs, yields, successors, tier, version, tenants },
            ]),
          ),
        },
      ],
    },
    defaultInputModes: ["text/plain"],
    defaultOutputModes: ["text/plain"],
    skills: sorted.map(({ id, name, description, tags, examples }) => ({
      id,
      name,
      description,
      tags: [...tags],
      examples: [...examples],
    })),
  };
};
