import type { Card } from "../../../contracts/card.ts";
import { checkedCard } from "../checked-card.ts";
import { agentCardSchema, CARD_EXTENSION, cardExtensionSchema } from "./agent-card.ts";

/**
 * Cards from an A2A AgentCard, one a skill, sorted. What the extension does not say gets the careful default: needs and
 * yields nothing, successors not declared, the tenant's own pool, and only the tenants that the caller names. Throws
 * `CARD_INVALID` naming the field when it is no AgentCard. `source` names it in that error.
 */
export const fromAgentCard = (document: unknown, tenants: Card["tenants"], source: string): Card[] => {
  const card = checkedCard(agentCardSchema, document, source);
  const params = card.capabilities.extensions?.find(({ uri }) => uri === CARD_EXTENSION)?.params ?? {};
  return card.skills
    .map(({ id, name, description, tags, examples }): Card => {
      const rest = Object.hasOwn(params, id) ? params[id] : undefined;
      return {
        contract: "card/1",
        id,
        name,
        description: description || card.description || name,
        tags,
        examples: examples ?? [],
        needs: [],
        yields: [],
        successors: null,
        tier: null,
        version: card.version,
        ...(rest === undefined ? {} : checkedCard(cardExtensionSchema, rest, `${source}, skill ${id}`)),
        tenants,
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
};
