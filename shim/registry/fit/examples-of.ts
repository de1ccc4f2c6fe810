import type { Card } from "../../../contracts/card.ts";
import type { Example } from "./task-model.ts";

/**
 * What a card teaches: its examples, its name and description, each tag by itself, and the name and examples of each skill,
 * which count as one kind of work. A tag that names a skill is of that kind. Sorted by card; each text once a card.
 */
export const examplesOf = (cards: readonly Card[]): Example[] =>
  [...cards]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, name, description, tags, examples, skills = [] }) => {
      const kinds = new Map<string, string | undefined>();
      for (const skill of skills)
        for (const text of [skill.name, ...skill.examples]) if (!kinds.has(text)) kinds.set(text, skill.name);
      for (const text of [...examples, name, description, ...tags]) if (!kinds.has(text)) kinds.set(text, undefined);
      return [...kinds].map(([text, skill]) => ({ text, agent: id, ...(skill === undefined ? {} : { skill }) }));
    });
