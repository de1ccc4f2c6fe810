import MiniSearch from "minisearch";
import type { Card } from "../../contracts/card.ts";
import type { CardSearch, FoundCard } from "../../shim/ports/card-search.ts";

interface CardText {
  readonly id: string;
  readonly name: string;
  readonly tags: string;
  readonly description: string;
  readonly examples: string;
}

/** Full-text search over cards by MiniSearch (BM25+): exact words and tags count most, near spellings least. */
export class MiniCardSearch implements CardSearch {
  #search = emptySearch();

  index(cards: readonly Card[]): void {
    this.#search = emptySearch();
    this.#search.addAll(cards.map(textOf));
  }

  search(text: string, limit: number): readonly FoundCard[] {
    const found = this.#search.search(text, { boost: { tags: 3, name: 2 }, fuzzy: 0.2, prefix: true });
    const total = found.reduce((sum, { score }) => sum + score, 0);
    return found
      .map(({ id, score, terms }) => ({ agent: String(id), share: score / total, terms: [...terms].sort() }))
      .sort((a, b) => b.share - a.share || (a.agent < b.agent ? -1 : 1))
      .slice(0, limit);
  }
}

const emptySearch = () => new MiniSearch<CardText>({ fields: ["name", "tags", "description", "examples"] });

const textOf = ({ id, name, tags, description, examples, skills = [] }: Card): CardText => ({
  id,
  name,
  tags: [...tags, ...skills.map((skill) => skill.name)].join(" "),
  description,
  examples: [...examples, ...skills.flatMap((skill) => skill.examples)].join("\n"),
});
