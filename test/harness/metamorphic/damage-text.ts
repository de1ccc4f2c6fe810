import type { SeededRandom } from "../leaks/seeded-random.ts";
import type { Texts } from "./metamorphism.ts";
import { isSource } from "./text-edit.ts";

const STRAY = [
  ..."(){}[]<>;:,.?!=&|\"'`$\\/*@#\0\u2028\ud800",
  "/*",
  "*/",
  "//",
  "`${",
  "=>",
  "?.",
  "...",
  "import ",
  "export default ",
  "await ",
  "class ",
  "\r",
];

/** Cuts each source file at a random place. */
export const cutSources = (texts: Texts, random: SeededRandom): Texts =>
  change(texts, (text) => text.slice(0, random.below(text.length + 1)));

/** Deletes or inserts a few characters at random places of each source file. */
export const mutateSources = (texts: Texts, random: SeededRandom, times = 4): Texts =>
  change(texts, (text) => {
    let result = text;
    for (let n = 0; n < times; n++) {
      const at = random.below(result.length + 1);
      const removed = random.next() < 0.5 ? random.below(6) : 0;
      const added = removed === 0 ? random.pick(STRAY) : "";
      result = result.slice(0, at) + added + result.slice(at + removed);
    }
    return result;
  });

/** The same texts in a random order. */
export const shuffled = (texts: Texts, random: SeededRandom): Texts => {
  const left = [...texts];
  const result: [string, string][] = [];
  while (left.length) result.push(...left.splice(random.below(left.length), 1));
  return new Map(result);
};

const change = (texts: Texts, damage: (text: string) => string): Texts =>
  new Map([...texts].map(([path, text]) => [path, isSource(path) ? damage(text) : text]));
