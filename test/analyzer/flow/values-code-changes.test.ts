import { describe, expect, it } from "vitest";
import { picked } from "../../harness/desk-text.ts";

const ASK = `const d = await picker.invoke(s.messages);`;
const ONE = `new ChatOpenAI({}).withStructuredOutput(z.object({ next: z.enum(["fares", "hotels", "visas"]) }))`;
const MAP = `["fares", "hotels", "visas", "audit"]`;
const graph = (route: string, map = MAP) =>
  `const audit = async (s: S) => ({ messages: [await worker.invoke(s.messages)] });
const graph = new StateGraph(State).addNode("pick", pick).addNode("fares", fares).addNode("hotels", hotels).addNode("visas", visas).addNode("audit", audit).addEdge(START, "pick").addConditionalEdges("pick", ${route}, ${map});`;
const given = (body: string, route = `(s: S) => s.next`, picker = ONE) => {
  const site = picked(body, { picker, graph: graph(route) });
  expect(site.classification).toBe("routing-only");
  const values = Object.fromEntries((site.answer?.values ?? []).map(({ target, value }) => [target, value]));
  if (site.replaceability === "rewrite") expect(site.targets).toEqual(Object.keys(values));
  return site.replaceability === "rewrite" ? values : site.replaceability;
};
const OWN = { fares: "fares", hotels: "hotels", visas: "visas" };

describe("an agent that only code adds is none that the model picks", () => {
  it.each([
    ["beside the choice", `(s: S) => [s.next, "audit"]`],
    ["to a list of it", `(s: S) => { const all = [s.next]; all.push("audit"); return all; }`],
    ["to a list of it, at times", `(s: S) => [s.next].concat(s.messages.length > 3 ? "audit" : [])`],
    ["in its place, for a reason of its own", `(s: S) => (s.messages.length > 9 ? "audit" : s.next)`],
  ])("%s", (_, route) => {
    expect(given(`${ASK} return { next: d.next };`, route)).toEqual(OWN);
  });

  it("before the model is asked, or after", () => {
    expect(given(`if (s.messages.length > 9) return { next: "audit" }; ${ASK} return { next: d.next };`)).toEqual(OWN);
    expect(given(`${ASK} return { next: d.next, ...(s.messages.length > 4 ? { next: "audit" } : {}) };`)).toEqual(OWN);
  });
});

describe("a value that code turns into another agent", () => {
  const SWAPPED = { audit: "fares", hotels: "hotels", visas: "visas" };
  it.each([
    ["by a comparison", `return { next: d.next !== "fares" ? d.next : "audit" };`],
    ["before the way goes on", `if (d.next === "fares") return { next: "audit" }; return { next: d.next };`],
    ["for want of it in a list", `return { next: ["hotels", "visas"].includes(d.next) ? d.next : "audit" };`],
    [
      "for want of it in a set",
      `const open = new Set(["hotels", "visas"]); return { next: open.has(d.next) ? d.next : "audit" };`,
    ],
  ])("%s names that one", (_, body) => {
    expect(given(`${ASK} ${body}`)).toEqual(SWAPPED);
  });

  it("names each other's, where two are exchanged", () => {
    const body = `return { next: d.next === "fares" ? "hotels" : d.next === "hotels" ? "fares" : "visas" };`;
    expect(given(`${ASK} ${body}`)).toEqual({ fares: "hotels", hotels: "fares", visas: "visas" });
  });

  it.each([
    ["at times", `return { next: d.next === "fares" && s.messages.length > 3 ? "audit" : d.next };`],
    ["by a table that has some", `const ALIAS: any = { fares: "audit" }; return { next: ALIAS[d.next] ?? d.next };`],
    ["by an assignment", `if (d.next === "fares") d.next = "audit"; return { next: d.next };`],
  ])("%s names none", (_, body) => {
    expect(given(`${ASK} ${body}`)).toEqual({ hotels: "hotels", visas: "visas" });
  });

  it.each([
    ["replaced", `return { next: d.next.replace("fares", "hotels") };`],
    ["cut", `return { next: d.next.slice(0, 5) };`],
    ["joined", `return { next: d.next + "s" };`],
    [
      "looked up in a map",
      `const other = new Map([["fares", "hotels"], ["hotels", "fares"]]); return { next: other.get(d.next) };`,
    ],
    ["one of a list", `const all = ["audit", d.next]; return { next: all[0] };`],
  ])("in parts (%s) is not to be rewritten", (_, body) => {
    expect(given(`${ASK} ${body}`)).toBe("keep");
  });
});

describe("a text that code reads", () => {
  const TEXT = `new ChatOpenAI({})`;
  const read = `${ASK} const t = String(d.content).trim().toLowerCase();`;

  it("names an agent where it says so, but for those that are put in its place", () => {
    expect(given(`${read} return { next: ["fares", "hotels"].includes(t) ? t : "visas" };`, undefined, TEXT)).toEqual(
      OWN,
    );
    expect(given(`${read} return { next: t.replace("fares", "audit") };`, undefined, TEXT)).toBe("keep");
  });

  it("is asked for words in their order", () => {
    const body = `return { next: t.includes("fares") ? "hotels" : t.includes("hotels and fares") ? "visas" : t.includes("visa") ? "visas" : "audit" };`;
    expect(given(`${read} ${body}`, undefined, TEXT)).toEqual({ hotels: "fares", visas: "visa" });
  });
});
