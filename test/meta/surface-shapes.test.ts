import { beforeAll, describe, expect, it } from "vitest";
import { FRAMEWORK_STUBS } from "../../analyzer/source/surface/framework-stubs.ts";
import { complaintsAbout, programOf } from "./surface-declarations.ts";

/** Members of the stubs that only other versions have; the real types are compared without them. */
const OLD_MEMBERS = [
  "bind(x: any): this;",
  "withTypes(x: any): this;",
  "map(): Runnable<any, any[], K>;",
  "getGraphAsync(x?: any): Promise<any>;",
  "setConditionalEntryPoint(x: any, y?: any): this;",
  " State: any; Update: any; Command: any;",
];
/** The phantom members by which the analyzer tells kinds apart; no real type has them. */
const PHANTOMS = [
  "$k: K; $o: O;",
  '$k: "builder"; $state: StateOf<T>;',
  "$command: true;",
  "$send: true;",
  "$m: true;",
];
/**
 * Where the stubs say more than the real types, on purpose: `pipe` and `assign` work out a kind, `withConfig` and its
 * like keep the receiver's class (so that its kind stays), and what may be undefined is simply there.
 */
const LOOSER: ReadonlyArray<readonly [stub: string, compared: string]> = [
  ["pipe<T>(next: T): Runnable<any, any, K | KindOf<T>>;", "pipe(next: any): Runnable<any, any, any>;"],
  ["assign<T>(m: T): Runnable<any, any, K | Kinds<T>>;", "assign(m: any): Runnable<any, any, any>;"],
  ["pick(k: any): this;", "pick(k: any): Runnable;"],
  ["withConfig(x: any): this;", "withConfig(x: any): Runnable;"],
  ["withRetry(x?: any): this;", "withRetry(x?: any): Runnable;"],
  ["withListeners(x: any): this;", "withListeners(x: any): Runnable;"],
  ["withFallbacks(x: any): this;", "withFallbacks(x: any): Runnable;"],
  ["asTool(x?: any): Tool;", "asTool(x?: any): Runnable;"],
  ["checkpointer: any; store: any;", "checkpointer?: any; store?: any;"],
];

/** The stubs as they are, but for what no real type can have. */
const comparable = (): string => {
  const without = [...OLD_MEMBERS, ...PHANTOMS].reduce((text, member) => text.replace(member, ""), FRAMEWORK_STUBS);
  return LOOSER.reduce((text, [from, to]) => text.replaceAll(from, to), without);
};

const RUNNABLE = ["invoke", "stream", "batch", "streamEvents", "pipe", "withConfig", "withRetry", "withFallbacks"];
/** Stub class, the members that the analyzer relies on, and real types that must have them in that shape. */
const SHAPES: ReadonlyArray<readonly [stub: string, members: readonly string[], real: readonly string[]]> = [
  [
    "Runnable",
    [...RUNNABLE, "pick", "assign"],
    [
      "runnables.Runnable",
      "runnables.RunnableSequence",
      "runnables.RunnableLambda<any, any>",
      "runnables.RunnableBinding<any, any>",
    ],
  ],
  [
    "Model",
    [...RUNNABLE, "withStructuredOutput"],
    ["openai.ChatOpenAI", "openai.AzureChatOpenAI", "chat.BaseChatModel"],
  ],
  [
    "Graph",
    [...RUNNABLE, "getState", "updateState", "getStateHistory", "checkpointer", "store", "builder", "nodes"],
    ["langgraph.CompiledStateGraph<any, any, any>", "ReturnType<typeof prebuilt.createReactAgent>"],
  ],
  ["RemoteGraph", [...RUNNABLE, "getState", "updateState", "getStateHistory"], ["remote.RemoteGraph"]],
  [
    "StateGraph",
    ["compile", "addEdge", "addConditionalEdges", "setEntryPoint", "nodes", "edges", "channels"],
    [
      "langgraph.StateGraph<any>",
      "ReturnType<typeof supervisor.createSupervisor>",
      "ReturnType<typeof swarm.createSwarm>",
    ],
  ],
  ["Agent", ["invoke", "stream", "streamEvents", "graph", "options"], ["langchain.ReactAgent"]],
  ["Prompt", [...RUNNABLE, "format", "formatPromptValue", "formatMessages", "partial"], ["prompts.ChatPromptTemplate"]],
  ["Prompt", [...RUNNABLE, "format", "formatPromptValue"], ["prompts.PromptTemplate"]],
  [
    "Parser",
    [...RUNNABLE, "parse", "getFormatInstructions"],
    ["parsers.StringOutputParser", "parsers.JsonOutputParser", "parsers.StructuredOutputParser<any>"],
  ],
  [
    "Tool",
    [...RUNNABLE, "name", "description", "schema"],
    ["tools.DynamicStructuredTool", "tools.DynamicTool", "tools.StructuredTool"],
  ],
  ["Retriever", RUNNABLE, ["retrievers.BaseRetriever"]],
  ["Command", ["goto", "update", "graph", "resume"], ["Required<langgraph.Command>"]],
  ["Send", ["node", "args"], ["langgraph.Send"]],
  [
    "Message",
    ["content", "text", "additional_kwargs", "name", "id", "response_metadata", "getType"],
    [
      "Required<messages.AIMessage>",
      "Required<messages.HumanMessage>",
      "Required<messages.SystemMessage>",
      "Required<messages.ToolMessage>",
    ],
  ],
  ["Store", ["get", "put", "search", "delete", "batch"], ["langgraph.InMemoryStore", "langgraph.BaseStore"]],
];

const check = (stub: string, members: readonly string[], real: string): string =>
  `{ const real = null as unknown as ${real}; const stub: Pick<__U.${stub}, ${members.map((m) => `"${m}"`).join(" | ")}> = real; void stub; }`;

const IMPORTS = `import type * as langgraph from "@langchain/langgraph";
import type * as prebuilt from "@langchain/langgraph/prebuilt";
import type * as remote from "@langchain/langgraph/remote";
import type * as supervisor from "@langchain/langgraph-supervisor";
import type * as swarm from "@langchain/langgraph-swarm";
import type * as langchain from "langchain";
import type * as openai from "@langchain/openai";
import type * as runnables from "@langchain/core/runnables";
import type * as chat from "@langchain/core/language_models/chat_models";
import type * as prompts from "@langchain/core/prompts";
import type * as parsers from "@langchain/core/output_parsers";
import type * as tools from "@langchain/core/tools";
import type * as retrievers from "@langchain/core/retrievers";
import type * as messages from "@langchain/core/messages";
`;
const METHODS = `
declare const model: openai.ChatOpenAI;
declare const base: chat.BaseChatModel;
export const pipe: __U.Runnable["pipe"] = model.pipe;
export const piped: __U.Runnable = model.pipe((x) => x);
export const bindTools: (tools: any, options?: any) => __U.Runnable = model.bindTools;
export const withStructuredOutput: __U.Model["withStructuredOutput"] = model.withStructuredOutput;
export const baseWithStructuredOutput: __U.Model["withStructuredOutput"] = base.withStructuredOutput;
export const withConfig: __U.Runnable["withConfig"] = model.withConfig;
export const withRetry: __U.Runnable["withRetry"] = model.withRetry;
export const withFallbacks: (x: any) => __U.Runnable = model.withFallbacks;
export const invoke: __U.Runnable["invoke"] = model.invoke;
`;

let complaints: readonly string[];
beforeAll(() => {
  const shapes = SHAPES.flatMap(([stub, members, reals]) => reals.map((real) => check(stub, members, real)));
  const program = programOf({
    "surface-stubs.d.ts": comparable(),
    "surface-shapes.ts": [IMPORTS, METHODS, ...shapes].join("\n"),
  });
  complaints = complaintsAbout(program, "surface-shapes.ts");
});

describe("stubs of the framework", () => {
  it("are what the real declarations can be assigned to", () => {
    expect(complaints).toEqual([]);
  });

  it("still have every member that the comparison takes out", () => {
    const cut = [...OLD_MEMBERS, ...PHANTOMS, ...LOOSER.map(([from]) => from)];
    expect(cut.filter((text) => !FRAMEWORK_STUBS.includes(text))).toEqual([]);
  });
});
