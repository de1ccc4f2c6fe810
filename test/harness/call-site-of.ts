import type { CallSite } from "../../contracts/call-site.ts";

/** A routing-only call in the dispatcher of `appOf()` that may be rewritten; tests change what they are about. */
export const callSiteOf = (change: Partial<CallSite> = {}): CallSite => ({
  id: "src/dispatcher.ts#pickNext#1",
  file: "src/dispatcher.ts",
  line: 21,
  column: 9,
  start: 400,
  end: 431,
  expr: "picker.invoke(state.messages)",
  kind: "explicit",
  runs: "model",
  enclosing: "pickNext",
  app: "src/graph.ts#desk",
  node: "dispatcher",
  classification: "routing-only",
  decides: "target",
  replaceability: "rewrite",
  targets: ["fares", "hotels", "visas"],
  reason: "next is only read by the conditional edge of dispatcher",
  evidence: [],
  ...change,
});
