import { type Card, cardSchema } from "../contracts/card.ts";
import { parseContract } from "../contracts/parse-contract.ts";
import { UnconductError } from "../contracts/unconduct-error.ts";
import { fromAgentCard } from "../shim/registry/a2a/from-agent-card.ts";

/**
 * Cards from a JSON file: one `card/1`, a list of them, or an A2A 1.0 AgentCard, whose skills are then open to all
 * tenants. Sorted by id. Throws `CONTRACT_INVALID` and `CARD_INVALID`, naming the file and the field.
 */
export const cardsOfFile = (text: string, file: string): Card[] => {
  const document = parsed(text, file);
  if (isAgentCard(document)) return fromAgentCard(document, "all", file);
  const documents = Array.isArray(document) ? document : [document];
  const cards = documents.map((it, index) =>
    parseContract(cardSchema, it, Array.isArray(document) ? `${file}, entry ${index + 1}` : file),
  );
  return cards.sort((a, b) => (a.id < b.id ? -1 : 1));
};

const isAgentCard = (document: unknown): boolean =>
  typeof document === "object" && document !== null && "skills" in document && !("contract" in document);

const parsed = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const remedy = "Give one card/1, a list of them, or an A2A AgentCard, as JSON.";
    throw new UnconductError("CONTRACT_INVALID", `${file} is not JSON: ${reason}`, remedy, { cause });
  }
};
