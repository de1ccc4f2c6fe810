import type { ts } from "ts-morph";
import { surfaceOf } from "../surface-of.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Env } from "./value.ts";

/** True for what `registryFirst()` of the runtime made: `ask(node, question, answers, model)`, whose `ask.node` stands for a chain. */
export const asksRegistry = (values: Pick<Evaluator, "of" | "references">, holder: ts.Expression, env?: Env): boolean =>
  values
    .of(holder, env)
    .some((v) => v.t === "made" && surfaceOf(values.references, v.node.expression)?.entry.role === "registry-first");
