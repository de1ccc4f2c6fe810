import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { Card } from "../contracts/card.ts";
import type { FoundCard } from "../shim/ports/card-search.ts";
import type { RegisteredCard } from "../shim/ports/registry-index.ts";
import type { LookupAnswer } from "../shim/registry/lookup.ts";

/** Cards for people, one a paragraph; holders are shown where they are known. */
export const cardsText = (
  cards: readonly (RegisteredCard | { readonly card: Card; readonly holders: null })[],
): string =>
  cards.length === 0
    ? "No agent is registered.\n"
    : `${cards.length} ${cards.length === 1 ? "agent" : "agents"}\n${cards.map(({ card, holders }) => `\n${cardText(card, holders)}`).join("")}`;

const cardText = (card: Card, holders: readonly string[] | null): string => {
  const lines = [
    `${card.id}  ${card.version}`,
    `  ${card.description}`,
    ...listed("tags", card.tags),
    ...listed("skills", card.skills?.map(({ name }) => name) ?? []),
    ...listed("needs", card.needs),
    ...listed("yields", card.yields),
    ...(card.successors === null ? [] : listed("then", card.successors.length > 0 ? card.successors : ["nobody"])),
    ...(card.tenants === "all" ? [] : listed("tenants", card.tenants)),
    ...(card.tier === null ? [] : [`  tier     ${card.tier}`]),
    ...(holders === null ? [] : listed("held by", holders)),
  ];
  return `${lines.map(escapeTerminal).join("\n")}\n`;
};

const listed = (name: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [`  ${name.padEnd(8)} ${values.join(", ")}`];

/** What full-text search found, best first. */
export const foundText = (found: readonly FoundCard[]): string =>
  found.length === 0
    ? "No card shares a word with that.\n"
    : found
        .map(
          ({ agent, share, terms }) =>
            `${percent(share).padStart(7)}  ${escapeTerminal(agent)}  (${escapeTerminal(terms.join(", "))})\n`,
        )
        .join("");

/** An answer of the registry with its reasons. */
export const answerText = (answer: LookupAnswer): string =>
  [
    answer.kind === "abstain"
      ? `abstains: ${answer.reason}; the model would be asked`
      : `answers ${answer.target}, score ${answer.score.toFixed(3)}, margin ${answer.margin.toFixed(3)}`,
    "why",
    ...(answer.why.length > 0 ? answer.why : ["no evidence speaks for or against anybody"]).map((it) => `  ${it}`),
    ...(answer.candidates.length > 0 ? ["candidates"] : []),
    ...answer.candidates.map(({ target, score, basis }) => `  ${score.toFixed(3)}  ${basis.padEnd(10)}  ${target}`),
  ]
    .map((line) => `${escapeTerminal(line)}\n`)
    .join("");

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
