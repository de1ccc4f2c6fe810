import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { type FoundFact, factAt } from "./found-fact.ts";
import { importedFrom } from "./imported-from.ts";

const MADE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bullmq: { Queue: "BullMQ queue", Worker: "BullMQ worker", FlowProducer: "BullMQ flow" },
  bull: { default: "Bull queue" },
  "bee-queue": { default: "Bee-Queue queue" },
  "pg-boss": { default: "pg-boss", PgBoss: "pg-boss" },
  agenda: { default: "Agenda", Agenda: "Agenda" },
};

/** `new Queue(…)`, `new Worker(…)` of a queue library: what runs there is dispatched through jobs already. */
export const queueFact = (analysis: Analysis, node: ts.Node): FoundFact | undefined => {
  if (!ts.isNewExpression(node)) return undefined;
  const from = importedFrom(analysis, node.expression);
  const what = from && MADE[from.specifier]?.[from.name];
  return what ? factAt(analysis, node, "queue", what) : undefined;
};
