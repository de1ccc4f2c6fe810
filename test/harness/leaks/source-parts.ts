import type { Slots } from "./app-text.ts";
import type { Tap } from "./clean-source.ts";

/** The schema of the answer. */
export const ROUTE = 'const Route = z.object({ next: z.enum(["flights", "hotels", "FINISH"]), reason: z.string() });';
/** What the dispatcher asks the model. */
export const ASK = '[new SystemMessage("Pick who goes on. <dispatch>"), ...state.messages]';
/** Answers to nodes. */
export const MAP = '{ flights: "flights", hotels: "hotels", FINISH: END }';
/** Parameters of a node. */
export const PARAMETERS = "state: typeof State.State, config: LangGraphRunnableConfig";
/** The workers' edges back. */
export const BACK = '.addEdge("flights", "dispatch").addEdge("hotels", "dispatch")';
/** The dispatcher as a node with a router that reads `next`. */
export const WIRING = `.addNode("dispatch", dispatch).addEdge(START, "dispatch")
  .addConditionalEdges("dispatch", (s) => s.next, ${MAP})
  ${BACK}`;
/** The dispatching call. */
export const SITE = /invoke\(\[new SystemMessage\("Pick who goes on/;

/** Ways to take a text out of a structured result `r` of `{next, reason}`. */
export const OBJECT_TAPS: readonly Tap[] = [
  { name: "field", value: "r.reason" },
  { name: "all of it as JSON", value: "JSON.stringify(r)" },
  { name: "destructured", before: ["const { reason: why } = r;"], value: "why" },
  { name: "rest pattern", before: ["const { next: _next, ...others } = r;"], value: "others.reason" },
  { name: "rest as JSON", before: ["const { next: _next, ...others } = r;"], value: "JSON.stringify(others)" },
  { name: "computed key", before: ['const field = "reason" as const;'], value: "r[field]" },
  { name: "Object.values", value: 'Object.values(r).join(" ")' },
  { name: "Object.entries", value: 'Object.entries(r).map(([k, v]) => k + v).join(" ")' },
  {
    name: "for in",
    before: ['let joined = "";', "for (const k in r) joined += r[k as keyof typeof r];"],
    value: "joined",
  },
  { name: "spread", before: ["const copy = { ...r };"], value: "copy.reason" },
  { name: "Object.assign", before: ["const copy = Object.assign({}, r);"], value: "copy.reason" },
  { name: "in a text", value: "`${r.next}: ${r.reason}`" },
  { name: "destructured parameter", value: "(({ reason }: { reason: string }) => reason)(r)" },
  { name: "destructured in place", before: ['let why = "";', "({ reason: why } = r);"], value: "why" },
];
/** Ways to take a text out of an answer `reply` that is a message. */
export const MESSAGE_TAPS: readonly Tap[] = [
  { name: "text", value: "reply.text" },
  { name: "content", value: "String(reply.content)" },
  { name: "message as JSON", value: "JSON.stringify(reply)" },
  { name: "second line", value: '(reply.text.split("\\n")[1] ?? "")' },
  { name: "matched", value: '(/because (.*)/.exec(reply.text)?.[1] ?? "")' },
];

/** `return <update>;` with whatever the form of the update needs before it. */
export const returned = (slots: Slots, own: string, wrap = (value: string) => value): string => {
  const { before, value } = slots.updateForm(own, slots.update);
  return [...before, `return ${wrap(value)};`].join("\n  ");
};

/** A node function: its statements, the leak, its update. */
export const node = (statements: string, slots: Slots, own: string): string => `async function dispatch(${PARAMETERS}) {
  ${[statements, ...slots.body].join("\n  ")}
  ${returned(slots, own)}
}`;
