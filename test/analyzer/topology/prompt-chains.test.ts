import { describe, expect, it } from "vitest";
import { promptChains } from "../../../analyzer/topology/prompt-chains.ts";
import { app, auditText } from "../../harness/audit-text.ts";

const orders = (text: string) => promptChains([text], ["fares", "hotel_desk", "visas"]).map((c) => c.agents.join(">"));

describe("an order that a prompt asks for", () => {
  it.each([
    ["First ask fares, then hotel_desk, and finally visas.", ["fares>hotel_desk>visas"]],
    ["After fares is done, call the hotel desk.", ["fares>hotel_desk"]],
    ["Call visas after fares.", ["fares>visas"]],
    ["fares for prices, visas for papers once fares and hotel_desk are known", ["fares>hotel_desk>visas"]],
    ["Always run fares before visas", ["fares>visas"]],
    ["Always go through fares after visas: fares decides who goes on", ["visas>fares"]],
    ["fares -> hotel_desk", ["fares>hotel_desk"]],
    ["fares → the hotel desk → visas", ["fares>hotel_desk>visas"]],
    ["Follow these steps:\n1. fares\n2. the hotel desk\n3. visas", ["fares>hotel_desk>visas"]],
  ])("%s", (text, expected) => {
    expect(orders(text)).toEqual(expected);
  });

  it.each([
    "You manage fares, hotel_desk and visas.",
    "Your team:\n1. fares: prices\n2. hotel_desk: rooms",
    "First greet the user, then ask fares.",
    "Then answer.",
    "[boss → fares] If visas agreed, book.",
  ])("is none in: %s", (text) => {
    expect(orders(text)).toEqual([]);
  });

  it("is a hint with the sentence, never more", () => {
    expect(promptChains(["Ask fares first, then visas."], ["fares", "visas"])).toEqual([
      {
        agents: ["fares", "visas"],
        basis: "prompt",
        throughConductor: true,
        confidence: "hint",
        reason: `the prompt says "Ask fares first, then visas."`,
      },
    ]);
  });

  it("is found in a supervisor's prompt, and changes no verdict", () => {
    const supervisor = (prompt: string) =>
      app(
        auditText(`import { createSupervisor } from "@langchain/langgraph-supervisor"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({});
        const fares = createReactAgent({ llm, tools: [], name: "fares" }); const visas = createReactAgent({ llm, tools: [], name: "visas" });
        const PROMPT = ${JSON.stringify(prompt)}; export const app = createSupervisor({ agents: [fares, visas], llm, prompt: PROMPT }).compile();`),
      );
    const [asked, plain] = [supervisor("First fares, then visas."), supervisor("You are a supervisor.")];
    expect(asked.chains.map((c) => `${c.basis} ${c.agents.join(">")}`)).toEqual(["prompt fares>visas"]);
    expect(asked.verdict).toEqual(plain.verdict);
  });
});
