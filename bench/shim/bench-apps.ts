import { randomUUID } from "node:crypto";
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { createSupervisor } from "@langchain/langgraph-supervisor";
import { ChatOpenAI } from "@langchain/openai";
import { InstantModel } from "./instant-model.ts";

/** An app that benches run bare and wrapped. */
export interface BenchApp {
  readonly name: string;
  readonly build: () => { invoke(input: never): Promise<unknown> };
  readonly input: () => unknown;
}

const agents = ["scout", "writer", "checker"];
const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
// The class types the field as `undefined` under exactOptionalPropertyTypes, so it can only be set from outside.
const say = (content: string, tool?: string): AIMessage =>
  Object.assign(
    new AIMessage({ content, tool_calls: tool === undefined ? [] : [{ name: tool, args: {}, id: randomUUID() }] }),
    { usage_metadata: usage },
  );

const handedOver = (messages: readonly BaseMessage[]): number =>
  messages.filter((it) => ToolMessage.isInstance(it) && String(it.name).startsWith("transfer_to_")).length;

/** `createSupervisor` with three agents, each asked once: four turns of the supervisor. `url`: a model service. */
const buildSupervisor = (url?: string) => (): ReturnType<BenchApp["build"]> =>
  createSupervisor({
    agents: agents.map((name) =>
      createReactAgent({ name, llm: new InstantModel(() => say(`The ${name} is done.`), url), tools: [] }),
    ),
    llm: new InstantModel((messages) => {
      const next = agents[handedOver(messages)];
      return next === undefined ? say("All done.") : say("", `transfer_to_${next}`);
    }, url),
  }).compile() as unknown as ReturnType<BenchApp["build"]>; // its own input type says more than is needed here

const question = () => ({ messages: [new HumanMessage("Write about tides.")] });

/** Seven model calls that are answered at once: the framework alone. */
export const supervisorApp: BenchApp = {
  name: "createSupervisor, three agents",
  build: buildSupervisor(),
  input: question,
};

/** The same, each call a request to a model service and nothing else. */
export const supervisorOverHttp = (url: string): BenchApp => ({
  name: "createSupervisor, three agents, models over HTTP",
  build: buildSupervisor(url),
  input: question,
});

/** The same with the client that most such apps have. */
export const supervisorWithOpenAI = (url: string): BenchApp => ({
  name: "createSupervisor, three agents, ChatOpenAI",
  build: () => {
    const llm = (model: string) => new ChatOpenAI({ model, apiKey: "bench", configuration: { baseURL: url } });
    return createSupervisor({
      agents: agents.map((name) => createReactAgent({ name, llm: llm(name), tools: [] })),
      llm: llm("supervisor"),
    }).compile() as unknown as ReturnType<BenchApp["build"]>; // its own input type says more than is needed here
  },
  input: question,
});

const State = Annotation.Root({
  next: Annotation<string>(),
  log: Annotation<string[]>({ reducer: (all, one) => all.concat(one), default: () => [] }),
});

/** A conductor and three agents of plain functions: nothing but the framework, so the shim's share is largest here. */
export const functionsApp: BenchApp = {
  name: "plain functions and a condition, three agents",
  build: () =>
    new StateGraph(State)
      .addNode("boss", ({ log }) => ({ next: agents[log.length] ?? END }))
      .addNode("scout", () => ({ log: ["scout"] }))
      .addNode("writer", () => ({ log: ["writer"] }))
      .addNode("checker", () => ({ log: ["checker"] }))
      .addEdge(START, "boss")
      .addEdge("scout", "boss")
      .addEdge("writer", "boss")
      .addEdge("checker", "boss")
      .addConditionalEdges("boss", ({ next }) => next, ["scout", "writer", "checker", END])
      .compile() as unknown as ReturnType<BenchApp["build"]>, // its own input type says more than is needed here
  input: () => ({ log: [] }),
};
