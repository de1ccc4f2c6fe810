import { describe, expect, it } from "vitest";
import { agentNames, auditText } from "../../harness/audit-text.ts";

const DESK = (body: string, extra = "") =>
  auditText(`import { createAgent, tool } from "langchain"; import { ChatOpenAI } from "@langchain/openai"; import { z } from "zod";
const model = new ChatOpenAI({});
const fares = createAgent({ model, tools: [], name: "fares" });
const hotels = createAgent({ model, tools: [] });
${extra}
const send = tool(async ({ to, task }: { to: "fares" | "hotels"; task: string }) => { ${body} }, { name: "send", description: "d", schema: z.object({ to: z.enum(["fares", "hotels"]), task: z.string() }) });
export const desk = createAgent({ model, tools: [send], name: "desk" });`).apps.find(
    (x) => x.conductor?.node === "desk",
  );

describe("one tool that picks an agent by its argument", () => {
  it.each([
    ["from an object", "return (await desks[to].invoke(task)).messages;", "const desks = { fares, hotels };"],
    [
      "from a map",
      "return desks.get(to)!.invoke(task);",
      `const desks = new Map([["fares", fares], ["hotels", hotels]]);`,
    ],
    ["by a condition", `if (to === "fares") return fares.invoke(task); else return hotels.invoke(task);`, ""],
    ["by a ternary", `return (to === "fares" ? fares : hotels).invoke(task);`, ""],
    [
      "by a switch",
      `switch (to) { case "fares": return fares.invoke(task); default: return hotels.invoke(task); }`,
      "",
    ],
    [
      "in a helper",
      "return run(to, task);",
      "const desks = { fares, hotels }; const run = (to: keyof typeof desks, t: string) => desks[to].invoke(t);",
    ],
  ])("has those agents as workers: %s", (_how, body, extra) => {
    const found = DESK(body, extra);
    expect(found?.shape).toBe("agents-as-tools");
    expect(found && agentNames(found)).toEqual(["fares", "hotels"]);
    expect(found?.dynamic).toEqual([]);
  });

  it("says so where more agents may come at run time", () => {
    const found = DESK(
      "return desks[to].invoke(task);",
      "declare const more: Record<string, typeof fares>; const desks = { fares, ...more };",
    );
    expect(found && agentNames(found)).toContain("fares");
    expect(found?.dynamic.map(({ what }) => what)).toEqual(["agents"]);
    expect(found?.verdict.reasons.join(" ")).not.toMatch(/1 agent:/);
  });

  it("is itself the worker where it runs one agent, or one after the other", () => {
    expect(DESK("return fares.invoke(task);")?.agents.map(({ name }) => name)).toEqual(["desk", "send"]);
    expect(DESK("await fares.invoke(task); return hotels.invoke(task);")?.agents.map(({ name }) => name)).toEqual([
      "desk",
      "send",
    ]);
  });
});
