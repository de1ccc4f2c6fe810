import type { CallSite } from "../../contracts/call-site.ts";
import { auditText, site } from "./audit-text.ts";

/** What a test may change about the desk. */
export interface DeskParts {
  /** Further channels, as members of `Annotation.Root({…})`. */
  readonly channels?: string;
  /** Statements at module level, before the nodes. */
  readonly top?: string;
  /** The picker; default: structured output with `next` (an enum of the workers and `done`) and `reason` (text). */
  readonly picker?: string;
  /** The router; default: `(s: S) => s.next`. */
  readonly route?: string;
  /** Path map after the router, with its comma; default: each worker, and `done` to the end. */
  readonly map?: string;
  /** Body of the worker `fares`; default: it runs `worker` on the messages. */
  readonly fares?: string;
  /** The statement that builds `graph`; default: as described at {@link desk}. */
  readonly graph?: string;
  /** What follows the graph; default: the compiled graph is exported. */
  readonly end?: string;
}

const PICKER = `new ChatOpenAI({ model: "p" }).withStructuredOutput(
  z.object({ next: z.enum(["fares", "hotels", "visas", "done"]), reason: z.string() }))`;
const WORK = `return { messages: [await worker.invoke(s.messages)] };`;

/** Three workers round `pick`. */
const graphOf = (parts: DeskParts): string => `
const graph = new StateGraph(State)
  .addNode("pick", pick).addNode("fares", fares).addNode("hotels", hotels).addNode("visas", visas)
  .addEdge(START, "pick")
  .addConditionalEdges("pick", ${parts.route ?? "(s: S) => s.next"}${parts.map ?? `, { fares: "fares", hotels: "hotels", visas: "visas", done: END }`})
  .addEdge("fares", "pick").addEdge("hotels", "pick").addEdge("visas", "pick");`;

/** A travel desk, as the text of one file: `pick` (with the given body) chooses one of three workers, which return to it. */
export const desk = (pick: string, parts: DeskParts = {}): string => `
import { Annotation, Command, END, MessagesAnnotation, Send, START, StateGraph, interrupt } from "@langchain/langgraph";
import { AIMessage, HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { JsonOutputParser, StringOutputParser } from "@langchain/core/output_parsers";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod";

const State = Annotation.Root({ ...MessagesAnnotation.spec, next: Annotation<string>(), ${parts.channels ?? ""} });
type S = typeof State.State;
const worker = new ChatOpenAI({ model: "w" });
const picker = ${parts.picker ?? PICKER};
${parts.top ?? ""}
async function pick(s: S, config?: any): Promise<any> { ${pick} }
async function fares(s: S) { ${parts.fares ?? WORK} }
async function hotels(s: S) { ${WORK} }
async function visas(s: S) { ${WORK} }
${parts.graph ?? graphOf(parts)}
${parts.end ?? "export const app = graph.compile();"}
`;

/** The call in `pick` that runs the picker. */
export const picked = (pick: string, parts: DeskParts = {}): CallSite =>
  site(auditText(desk(pick, parts)), "a.ts", "picker.");

/** Its class. */
export const classOfPick = (pick: string, parts: DeskParts = {}): CallSite["classification"] =>
  picked(pick, parts).classification;
