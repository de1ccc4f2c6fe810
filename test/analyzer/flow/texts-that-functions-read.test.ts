import { describe, expect, it } from "vitest";
import { picked } from "../../harness/desk-text.ts";

const MAP = `["fares", "hotels", "visas"]`;
const desk = (
  reader: string,
  read = `return { next: readPick(String(d.content)) ?? "visas" };`,
  route = `(s: S) => s.next`,
) =>
  picked(`const d = await picker.invoke(s.messages); ${read}`, {
    picker: `new ChatOpenAI({})`,
    top: reader,
    graph: `const graph = new StateGraph(State).addNode("pick", pick).addNode("fares", fares).addNode("hotels", hotels).addNode("visas", visas).addEdge(START, "pick").addConditionalEdges("pick", ${route}, ${MAP});`,
  });
const valuesOf = (...given: Parameters<typeof desk>) => {
  const site = desk(...given);
  expect(site.classification).toBe("routing-only");
  const values = Object.fromEntries((site.answer?.values ?? []).map(({ target, value }) => [target, value]));
  return site.replaceability === "rewrite" ? values : site.replaceability;
};
const WORDS = `const WORDS: Record<string, string> = { price: "fares", ticket: "fares", stay: "hotels", hotel: "hotels", papers: "visas" };`;

describe("what a function makes of the model's text", () => {
  it.each([
    [
      "by a table of words that it looks for in turn",
      `${WORDS} function readPick(text: string): string | null {
        const low = text.trim().toLowerCase();
        for (const [word, node] of Object.entries(WORDS)) { if (low.includes(word)) return node; }
        return null;
      }`,
      { fares: "price", hotels: "stay", visas: "papers" },
    ],
    [
      "by a pattern before that, and by a check of what it found",
      `${WORDS} const NODES = ["fares", "hotels", "visas"]; const isNode = (it: string) => NODES.includes(it);
      function readPick(text: string): string | null {
        const found = text.toLowerCase().match(/\\b(fares|hotels|visas)\\b/);
        if (found?.[1] && isNode(found[1])) return found[1];
        const word = Object.keys(WORDS).find((it) => text.includes(it));
        return word ? WORDS[word]! : null;
      }`,
      { fares: "fares", hotels: "hotels", visas: "visas" },
    ],
    [
      "as JSON, or as it is where it is none",
      `function readPick(text: string): string {
        try { const data = JSON.parse(text); if (typeof data !== "string") return data.next; } catch { console.warn("no JSON"); }
        switch (text.trim()) { case "price": return "fares"; case "stay": return "hotels"; default: return "visas"; }
      }`,
      { fares: "price", hotels: "stay" },
    ],
  ])("is proven value by value: %s", (_, reader, values) => {
    expect(valuesOf(reader)).toEqual(values);
  });

  it("is proven in a record of which a field names the agent", () => {
    const reader = `${WORDS} const readPick = (text: string) => ({ node: WORDS[text.trim()] ?? "visas", sure: text.length > 3 });`;
    expect(valuesOf(reader, `const p = readPick(String(d.content)); return { next: p.node };`)).toEqual({
      fares: "price",
      hotels: "stay",
      visas: "papers",
    });
  });

  it("is proven through two functions, one of them the router's", () => {
    const reader = `const readPick = (text: string) => text.replace(/[^a-z]/g, ""); const nodeOf = (word: string) => (word === "price" ? "fares" : word === "stay" ? "hotels" : "visas");`;
    expect(valuesOf(reader, `return { next: readPick(String(d.content)) };`, `(s: S) => nodeOf(s.next)`)).toEqual({
      fares: "price",
      hotels: "stay",
    });
  });
});

describe("no value is proven where a function", () => {
  const inner = `return text.includes("price") ? "fares" : text.includes("stay") ? "hotels" : "visas"`;
  it.each([
    [
      "remembers",
      `let last = ""; const readPick = (text: string) => { const was = last; last = text; return WORDS[was || text]; };`,
    ],
    [
      "does something besides",
      `const seen: string[] = []; const readPick = (text: string) => { seen.push(text); return WORDS[text + seen.length]; };`,
    ],
    [
      "takes a pattern that may take for ever",
      `const readPick = (text: string) => /^(p+r+i+c+e+)+$/.test(text) ? "fares" : WORDS[text.replace(/^(s+t+a+y+)+$/, "x")];`,
    ],
    [
      "reads a table that is filled later",
      `const readPick = (text: string) => WORDS[text]; WORDS[String(process.env.WORD)] = "visas";`,
    ],
    [
      "reads a table that is filled under another name",
      `const readPick = (text: string) => WORDS[text]; const open = WORDS; open[String(process.env.WORD)] = "visas";`,
    ],
    [
      "asks a set that grows",
      `const OPEN = new Set(["price", "stay"]); OPEN.add(String(process.env.WORD)); const readPick = (text: string) => OPEN.has(text) === (text.length > 99) ? "visas" : WORDS[text.slice(0, 3)];`,
    ],
    [
      "asks a set that it makes grow",
      `const readPick = (text: string) => { const seen = new Set<string>(); seen.add(text); return seen.has(text) ? text.slice(1) : WORDS[text.slice(1)]; };`,
    ],
    [
      "throws",
      `const readPick = (text: string) => { if (text.length < 20) throw new Error("short"); return WORDS[text]; };`,
    ],
  ])("%s", (_, reader) => {
    expect(valuesOf(`${WORDS} ${reader}`, `return { next: readPick(String(d.content)) };`)).toBe("keep");
  });

  it("finds more in a match than its texts", () => {
    const reader = `const readPick = (text: string) => { try { return text.match(/(?<word>price|stay)/)!.groups!.word === "price" ? "fares" : "hotels"; } catch { return text.length > 4 ? "visas" : "hotels"; } };`;
    expect(valuesOf(reader, `return { next: readPick(String(d.content)) };`)).toBe("keep");
  });

  it("is given the message and not its text", () => {
    const reader = `const readPick = (text: any) => { ${inner}; };`;
    expect(valuesOf(reader, `return { next: readPick(String(d.content)) };`)).toEqual({
      fares: "price",
      hotels: "stay",
    });
    expect(valuesOf(reader, `return { next: readPick(JSON.stringify(d.content)) };`)).toBe("keep");
  });
});
