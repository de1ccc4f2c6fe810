import { describe, expect, it } from "vitest";
import { runsIn } from "../../../contracts/call-site.ts";
import { agentNames, app, arrows, auditText, site, sites } from "../../harness/audit-text.ts";

const P = `import { createSupervisor } from "@langchain/langgraph-supervisor"; import { createSwarm, createHandoffTool } from "@langchain/langgraph-swarm"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { createDeepAgent } from "deepagents"; import { createAgent } from "langchain"; import { tool } from "@langchain/core/tools"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const llm = new ChatOpenAI({});
const a = createReactAgent({ llm, tools: [], name: "fares" }); const b = createReactAgent({ llm, tools: [], name: "hotels" });`;

/** The agents of the one supervisor: agents that nothing uses are apps of their own. */
const supervised = (text: string | Record<string, string>): string[] =>
  auditText(text).apps.flatMap((it) => (it.shape === "supervisor" ? agentNames(it) : []));

describe("createSupervisor", () => {
  it("is one though casts hide it, and its agents, from types", () => {
    const audit = auditText(
      `${P} const c = (createReactAgent as any)({ llm, tools: [], name: "visas" }); export const app = ((createSupervisor as any)({ agents: [a, c] as any, llm }) as any).compile();`,
    );
    expect(agentNames(app(audit, "supervisor"))).toEqual(["fares", "visas"]);
    expect(app(audit, "supervisor").shape).toBe("supervisor");
  });

  it("is a supervisor with its agents, a mixed implicit site", () => {
    const audit = auditText(
      `${P} export const app = createSupervisor({ agents: [a, b], llm, prompt: "p" }).compile();`,
    );
    expect(app(audit)).toMatchObject({
      shape: "supervisor",
      graph: { kind: "createSupervisor" },
      conductor: { node: "supervisor" },
    });
    expect(agentNames(app(audit))).toEqual(["fares", "hotels"]);
    expect(site(audit, "a.ts", "createSupervisor")).toMatchObject({
      kind: "implicit",
      runs: "agent",
      classification: "mixed",
      decides: null,
      replaceability: "intercept",
    });
  });

  it("has handoffs out and edges back", () => {
    const audit = auditText(`${P} export const app = createSupervisor({ agents: [a, b], llm }).compile();`);
    expect(arrows(app(audit), "handoff")).toEqual(["supervisor>fares", "supervisor>hotels"]);
    expect(arrows(app(audit), "static")).toContain("fares>supervisor");
  });

  it("takes its own name", () => {
    expect(
      app(
        auditText(
          `${P} export const app = createSupervisor({ agents: [a, b], llm, supervisorName: "boss" }).compile();`,
        ),
      ).conductor?.node,
    ).toBe("boss");
  });

  it("takes agents from an array in a constant", () => {
    expect(
      supervised(`${P} const agents = [a, b]; export const app = createSupervisor({ agents, llm }).compile();`),
    ).toEqual(["fares", "hotels"]);
  });

  it("takes agents from spreads", () => {
    expect(
      supervised(
        `${P} const one = [a]; const two = [b]; export const app = createSupervisor({ agents: [...one, ...two], llm }).compile();`,
      ),
    ).toEqual(["fares", "hotels"]);
  });

  it("takes agents from a spread under a flag", () => {
    expect(
      supervised(
        `${P} export const app = createSupervisor({ agents: [a, ...(process.env.HOTELS ? [b] : [])], llm }).compile();`,
      ),
    ).toEqual(["fares", "hotels"]);
  });

  it("takes agents pushed under flags", () => {
    expect(
      supervised(
        `${P} export function build(flags: any) { const agents: any[] = [a]; if (flags.hotels) agents.push(b); return createSupervisor({ agents, llm }).compile(); }`,
      ),
    ).toEqual(["fares", "hotels"]);
  });

  it("takes agents from map over constants", () => {
    expect(
      supervised(
        `${P} const agents = ["x", "y"].map((name) => createReactAgent({ llm, tools: [], name })); export const app = createSupervisor({ agents, llm }).compile();`,
      ),
    ).toEqual(["x", "y"]);
  });

  it("takes agents from map over a table of objects", () => {
    expect(
      supervised(
        `${P} const table = [{ id: "x", prompt: "1" }, { id: "y", prompt: "2" }]; const make = ({ id, prompt }: any) => createReactAgent({ llm, tools: [], name: id, prompt }); export const app = createSupervisor({ agents: table.map(make), llm }).compile();`,
      ),
    ).toEqual(["x", "y"]);
  });

  it("takes agents from Object.values", () => {
    expect(
      supervised(
        `${P} const all = { a, b }; export const app = createSupervisor({ agents: Object.values(all), llm }).compile();`,
      ),
    ).toEqual(["fares", "hotels"]);
  });

  it("takes agents from concat and filter", () => {
    expect(
      supervised(
        `${P} export const app = createSupervisor({ agents: [a].concat([b]).filter(Boolean), llm }).compile();`,
      ),
    ).toEqual(["fares", "hotels"]);
  });

  it("takes agents that async factories of other files make", () => {
    const files = {
      "agents.ts": `import { createReactAgent } from "@langchain/langgraph/prebuilt"; export async function makeFares(llm: any) { return createReactAgent({ llm, tools: [], name: "fares" }); }`,
      "a.ts": `import { makeFares } from "./agents"; ${P} export async function build() { const [f] = await Promise.all([makeFares(llm)]); return createSupervisor({ agents: [f, b], llm }).compile(); }`,
    };
    expect(supervised(files)).toEqual(["fares", "hotels"]);
  });

  it("is found inside an own factory, once for each call", () => {
    const audit = auditText(
      `${P} const make = (agents: any[], name: string) => createSupervisor({ agents, llm, supervisorName: name }).compile({ name }); export const one = make([a], "one"); export const two = make([b], "two");`,
    );
    expect(audit.apps.length).toBeGreaterThanOrEqual(1);
    expect(agentNames({ agents: audit.apps.flatMap((x) => x.agents) })).toEqual(["fares", "hotels"]);
  });

  it("nests: a compiled supervisor is an agent of another", () => {
    const audit = auditText(
      `${P} const inner = createSupervisor({ agents: [a], llm, supervisorName: "travel" }).compile({ name: "travel_team" }); export const top = createSupervisor({ agents: [inner, b], llm, supervisorName: "top" }).compile();`,
    );
    const outer = audit.apps.find((x) => x.conductor?.node === "top");
    expect(outer && agentNames(outer)).toEqual(["hotels", "travel_team"]);
    expect(audit.apps).toHaveLength(2);
  });

  it("invoked is a mixed site that is kept for its answers", () => {
    const audit = auditText(
      `${P} const app = createSupervisor({ agents: [a, b], llm }).compile(); export const go = async () => (await app.invoke({ messages: [] })).messages;`,
    );
    expect(sites(audit, "createSupervisor")).toHaveLength(1);
    expect(audit.dispatchSites).toMatchObject([{ file: "a.ts", mode: "request-response" }]);
  });

  it("under another name and from a namespace", () => {
    const audit = auditText(
      `import * as sup from "@langchain/langgraph-supervisor"; import { createReactAgent as agent } from "@langchain/langgraph/prebuilt"; import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({}); export const app = sup.createSupervisor({ agents: [agent({ llm, tools: [], name: "x" })], llm }).compile();`,
    );
    expect(agentNames(app(audit))).toEqual(["x"]);
  });
});

describe("createSwarm", () => {
  it("is a swarm without conductor, to be left alone", () => {
    const audit = auditText(
      `${P} const x = createReactAgent({ llm, tools: [createHandoffTool({ agentName: "y" })], name: "x" }); const y = createReactAgent({ llm, tools: [createHandoffTool({ agentName: "x" })], name: "y" }); export const app = createSwarm({ agents: [x, y], defaultActiveAgent: "x" }).compile();`,
    );
    const swarm = audit.apps.find((it) => it.graph.kind === "createSwarm");
    expect(swarm).toMatchObject({ shape: "swarm", conductor: null, verdict: { verdict: "leave" } });
    expect(swarm && agentNames(swarm)).toEqual(["x", "y"]);
  });

  it("makes its agents with handoff tools mixed", () => {
    const audit = auditText(
      `${P} const x = createReactAgent({ llm, tools: [createHandoffTool({ agentName: "y" })], name: "x" }); export const app = createSwarm({ agents: [x, a], defaultActiveAgent: "x" }).compile();`,
    );
    expect(sites(audit, `"x"`).find((s) => s.expr.startsWith("createReactAgent"))?.classification).toBe("mixed");
  });
});

describe("one prebuilt agent", () => {
  it("is a single agent, reasoning", () => {
    const audit = auditText(
      `import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { ChatOpenAI } from "@langchain/openai"; export const agent = createReactAgent({ llm: new ChatOpenAI({}), tools: [], name: "solo" });`,
    );
    expect(app(audit)).toMatchObject({ shape: "single-agent", conductor: null, verdict: { verdict: "leave" } });
    expect(site(audit, "a.ts", "createReactAgent")).toMatchObject({
      kind: "implicit",
      classification: "reasoning",
      replaceability: "keep",
    });
  });

  it("that is invoked is both a constructor and an explicit site, and a dispatch", () => {
    const audit = auditText(
      `import { createAgent } from "langchain"; const agent = createAgent({ model: "openai:gpt", tools: [] }); export const go = async (q: string) => { const r = await agent.invoke({ messages: [q] }); return r.messages.at(-1); };`,
    );
    expect(audit.callSites.map((s) => [s.kind, s.runs, s.classification])).toEqual([
      ["implicit", "agent", "reasoning"],
      ["explicit", "agent", "reasoning"],
    ]);
    expect(audit.dispatchSites).toHaveLength(1);
  });

  it("handed to a supervisor is no app of its own", () => {
    expect(auditText(`${P} export const app = createSupervisor({ agents: [a, b], llm }).compile();`).apps).toHaveLength(
      1,
    );
  });

  it("AgentExecutor is an agent", () => {
    const audit = auditText(
      `import { AgentExecutor, createOpenAIFunctionsAgent } from "langchain/agents"; import { ChatOpenAI } from "@langchain/openai"; export const go = async (q: string) => { const agent = await createOpenAIFunctionsAgent({ llm: new ChatOpenAI({}), tools: [], prompt: null as any }); const ex = new AgentExecutor({ agent, tools: [] }); return (await ex.invoke({ input: q })).output; };`,
    );
    expect(sites(audit, "ex.invoke").map((s) => s.classification)).toEqual(["reasoning"]);
  });
});

describe("agents as tools", () => {
  const TOOLS = `${P} const askFares = tool(async ({ q }: any) => { const r = await a.invoke({ messages: [q] }); return r.messages.at(-1)!.content; }, { name: "ask_fares", schema: z.object({ q: z.string() }) });
    const askHotels = tool(async ({ q }: any) => { const r = await b.invoke({ messages: [q] }); return r.messages.at(-1)!.content; }, { name: "ask_hotels", schema: z.object({ q: z.string() }) });`;

  it("makes the outer agent the conductor and its tools the workers", () => {
    const audit = auditText(
      `${TOOLS} export const desk = createReactAgent({ llm, tools: [askFares, askHotels], name: "desk" });`,
    );
    const found = audit.apps.find((x) => x.shape === "agents-as-tools");
    expect(found).toMatchObject({ conductor: { node: "desk" } });
    expect(found && arrows(found, "tool")).toEqual(["desk>ask_fares", "desk>ask_hotels"]);
    expect(sites(audit, `name: "desk"`)[0]).toMatchObject({ classification: "mixed", replaceability: "intercept" });
  });

  it("with createAgent of langchain", () => {
    const audit = auditText(
      `${TOOLS} export const desk = createAgent({ model: llm, tools: [askFares, askHotels], name: "desk" });`,
    );
    expect(audit.apps.map((x) => x.shape)).toEqual(["agents-as-tools"]);
  });

  it("with tools that come from a map over agents", () => {
    const audit = auditText(
      `${P} const tools = [a, b].map((ag, i) => tool(async ({ q }: any) => (await ag.invoke({ messages: [q] })).messages.at(-1)!.content, { name: ["ask_a", "ask_b"][i]!, schema: z.object({ q: z.string() }) })); export const desk = createReactAgent({ llm, tools, name: "desk" });`,
    );
    expect(audit.apps.map((x) => x.shape)).toEqual(["agents-as-tools"]);
  });

  it("with one tool that dispatches by argument", () => {
    const audit =
      auditText(`${P} const AGENTS: Record<string, any> = { fares: a, hotels: b }; const delegate = tool(async ({ agent, q }: any) => (await AGENTS[agent].invoke({ messages: [q] })).messages.at(-1).content, { name: "delegate", schema: z.object({ agent: z.enum(["fares", "hotels"]), q: z.string() }) });
      export const desk = createReactAgent({ llm, tools: [delegate], name: "desk" });`);
    expect(audit.apps.map((x) => [x.shape, x.conductor?.node])).toEqual([["agents-as-tools", "desk"]]);
    expect(sites(audit, `name: "desk"`)[0]?.classification).toBe("mixed");
  });

  it("a tool that runs a bare model is the agent's work, not a worker", () => {
    const audit = auditText(
      `${P} const sum = tool(async ({ q }: any) => (await llm.invoke(q)).content, { name: "sum", schema: z.object({ q: z.string() }) }); export const solo = createReactAgent({ llm, tools: [sum], name: "solo" });`,
    );
    expect(audit.apps.find((x) => x.name === "solo")?.shape).toBe("single-agent");
    expect(sites(audit, `name: "solo"`)[0]?.classification).toBe("reasoning");
  });

  it("a tool that returns a Command to another agent makes its agent mixed", () => {
    const audit = auditText(
      `import { Command } from "@langchain/langgraph"; ${P} const pass = tool(async () => new Command({ goto: "hotels", graph: Command.PARENT }), { name: "pass", schema: z.object({}) }); export const x = createReactAgent({ llm, tools: [pass], name: "x" });`,
    );
    expect(sites(audit, `name: "x"`)[0]?.classification).toBe("mixed");
  });
});

describe("a deep agent", () => {
  it("with sub-agents is a deep agent whose conductor is mixed", () => {
    const audit = auditText(
      `${P} export const deep = createDeepAgent({ model: llm, tools: [], subagents: [{ name: "research", description: "d", systemPrompt: "p" }, { name: "critique", description: "d", systemPrompt: "p" }] });`,
    );
    const found = audit.apps.find((x) => x.graph.kind === "createDeepAgent");
    expect(found?.shape).toBe("deep-agent");
    expect(found && agentNames(found)).toEqual(["critique", "research"]);
    expect(site(audit, "a.ts", "createDeepAgent").classification).toBe("mixed");
  });

  it("without sub-agents is a single agent", () => {
    const audit = auditText(
      `import { createDeepAgent } from "deepagents"; export const deep = createDeepAgent({ tools: [] });`,
    );
    expect(app(audit).shape).toBe("single-agent");
    expect(site(audit, "a.ts", "createDeepAgent").classification).toBe("reasoning");
  });
});

describe("other ways to dispatch", () => {
  it("remote graphs by id through the SDK are dispatch sites", () => {
    const audit = auditText(
      `import { Client } from "@langchain/langgraph-sdk"; const c = new Client({}); export const go = async (which: boolean, t: string) => { const id = which ? "fares" : "hotels"; await c.runs.create(t, id, { input: {} }); return c.runs.wait(t, "visas", {}); };`,
    );
    expect(audit.dispatchSites.map((d) => d.mode)).toHaveLength(2);
  });

  it("if and else over agents inside one node are a router's dispatch", () => {
    const audit = auditText(
      `import { StateGraph, MessagesAnnotation, START } from "@langchain/langgraph"; ${P} async function run(s: any) { const r = await llm.invoke(["fares or hotels?", ...s.messages]); if ((r.content as string).includes("fares")) return a.invoke(s); return b.invoke(s); } export const one = new StateGraph(MessagesAnnotation).addNode("run", run).addEdge(START, "run").compile();`,
    );
    expect(sites(audit, "fares or hotels")[0]?.classification).toBe("routing-only");
  });

  it("an agent of a union with a compiled supervisor is both", () => {
    const audit = auditText(
      `${P} const sup = createSupervisor({ agents: [a, b], llm }).compile(); export const go = async (flag: boolean) => { const x = flag ? sup : a; return (await x.invoke({ messages: [] })).messages; };`,
    );
    expect(audit.dispatchSites.length).toBeGreaterThanOrEqual(1);
  });
});

describe("a function of the project that makes conductors", () => {
  const H = `import { createAgent, tool } from "langchain"; import { createReactAgent } from "@langchain/langgraph/prebuilt"; import { createSupervisor } from "@langchain/langgraph-supervisor"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod"; const llm = new ChatOpenAI({});`;
  const seen = (text: string) =>
    auditText(text)
      .apps.map((it) => `${it.conductor?.node}: ${agentNames(it)}`)
      .sort();

  it("gives one conductor for each call, with its own workers", () => {
    expect(
      seen(`${H} const worker = (name: string) => createReactAgent({ llm, tools: [], name });
      const makeTeam = (name: string, members: string[]) => createSupervisor({ llm, supervisorName: name + "_lead", agents: members.map(worker) }).compile({ name });
      export const sales = makeTeam("sales", ["quote", "order"]); export const care = makeTeam("care", ["ticket", "refund", "note"]);`),
    ).toEqual(["care_lead: note,refund,ticket", "sales_lead: order,quote"]);
  });

  it("gives one for each call whose workers are tools as well, and their calls run in each", () => {
    const audit =
      auditText(`${H} const quote = createAgent({ model: llm, tools: [], name: "quote" }); const order = createAgent({ model: llm, tools: [], name: "order" }); const ticket = createAgent({ model: llm, tools: [], name: "ticket" });
      const asTool = (agent: any, name: string) => tool(async ({ q }: { q: string }) => (await agent.invoke({ messages: [q] })).messages.at(-1).content, { name, description: "d", schema: z.object({ q: z.string() }) });
      const makeLead = (o: { name: string; tools: any[] }) => createAgent({ model: llm, name: o.name, tools: o.tools });
      export const sales = makeLead({ name: "sales", tools: [asTool(quote, "quote"), asTool(order, "order")] }); export const care = makeLead({ name: "care", tools: [asTool(ticket, "ticket")] });`);
    const leads = audit.apps.filter((it) => it.conductor);
    expect(leads.map((it) => `${it.conductor?.node}: ${agentNames(it)}`).sort()).toEqual([
      "care: ticket",
      "sales: order,quote",
    ]);
    for (const lead of leads) expect(audit.callSites.some((it) => runsIn(it, lead.id))).toBe(true);
  });

  it("gives one for each call of a function that calls the one that makes them all", () => {
    const audit =
      auditText(`${H} const makeAgent = ({ name, llm, tools = [] }: { name: string; llm: any; tools?: any[] }) => createAgent({ name, model: llm, tools });
      type Member = { name: string; agent: ReturnType<typeof makeAgent> }; const asTool = ({ name, agent }: Member) => tool(async ({ q }: { q: string }) => (await agent.invoke({ messages: [q] })).messages.at(-1).content, { name, description: "d", schema: z.object({ q: z.string() }) });
      async function makeTeam({ members, lead = "lead" }: { members: Member[]; lead?: string }) { return makeAgent({ name: lead, llm, tools: members.map(asTool) }); }
      export async function sales() { const quote = makeAgent({ name: "quote", llm }); const order = makeAgent({ name: "order", llm }); return makeTeam({ members: [{ name: "quote", agent: quote }, { name: "order", agent: order }], lead: "sales" }); }
      export async function care() { const ticket = makeAgent({ name: "ticket", llm }); return makeTeam({ members: [{ name: "ticket", agent: ticket }], lead: "care" }); }
      const solo = makeAgent({ name: "solo", llm }); export const go = async (q: any) => { const one = await sales(); const two = await care(); return [await one.invoke(q), await two.invoke(q), await solo.invoke(q)]; };`);
    const leads = audit.apps.filter((it) => it.conductor);
    expect(leads.map((it) => `${it.conductor?.node}: ${agentNames(it)}`).sort()).toEqual([
      "care: ticket",
      "sales: order,quote",
    ]);
    const run = (call: string) => sites(audit, call).map((it) => `${it.classification} ${it.app?.split("#")[1]}`);
    expect(run("one.invoke")).toEqual(["mixed sales"]);
    expect(run("two.invoke")).toEqual(["mixed care"]);
    expect(sites(audit, "solo.invoke").map((it) => it.classification)).toEqual(["reasoning"]);
  });

  it("stays one where every call gives the same workers", () => {
    expect(
      seen(`${H} const a = createReactAgent({ llm, tools: [], name: "a" }); const b = createReactAgent({ llm, tools: [], name: "b" });
      const make = (prompt: string) => createSupervisor({ llm, prompt, agents: [a, b] }).compile(); export const one = make("x"); export const two = make("y");`),
    ).toEqual(["supervisor: a,b"]);
  });
});

describe("tools that are known only at run time", () => {
  const of = (tools: string) =>
    app(
      auditText(`import { createAgent } from "langchain"; import { ChatOpenAI } from "@langchain/openai"; const llm = new ChatOpenAI({});
      export async function make(registry: any) { const given = await registry.list(); return createAgent({ model: llm, name: "clerk", tools: ${tools} }); }`),
    );

  it("may run other agents: one agent as far as the code shows", () => {
    for (const tools of ["given", "[...given]"]) {
      const found = of(tools);
      expect(
        found.dynamic.map((it) => it.what),
        tools,
      ).toEqual(["tools"]);
      expect(found.verdict.reasons[0], tools).toContain("as far as the code shows");
    }
  });

  it("are none where the code lists them", () => {
    expect(of("[]")).toMatchObject({ dynamic: [], verdict: { reasons: ["One agent: there is nothing to conduct."] } });
  });
});
