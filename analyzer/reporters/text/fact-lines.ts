import type { Fact } from "../../../contracts/fact.ts";
import { type Line, line, row, span } from "./line.ts";
import { placeList } from "./place-list.ts";

/** What a plan must reckon with, one line a kind, in the order in which it would stop one; nothing when there is none. */
export function factLines(facts: readonly Fact[], all: boolean): Line[] {
  const rows = (Object.keys(texts) as Fact["kind"][]).flatMap((kind) => {
    const found = facts.filter((fact) => fact.kind === kind);
    return found.length === 0
      ? []
      : [row(texts[kind], `${whatOf(found)}  `, ...placeList(found, all ? found.length : 3))];
  });
  return rows.length === 0 ? [] : [line(0, span("To reckon with", "title")), ...rows];
}

const texts: Record<Fact["kind"], string> = {
  host: "runs in",
  platform: "platform",
  interrupt: "interrupts",
  unserialisable: "values",
  queue: "queues",
  rule: "rules",
  limit: "limits",
  clarification: "questions",
  internals: "readers",
};

const whatOf = (facts: readonly Fact[]): string => {
  const names = [...new Set(facts.map(({ what }) => what))];
  return names.length > 3 ? `${names.slice(0, 3).join(", ")}, …` : names.join(", ");
};
