import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { givenText } from "../../../../codemods/stage-1-registry/ask-registry-first/given-text.ts";

/** What the call of `m.invoke` in a text shows the registry. */
const given = (text: string): string => {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ESNext, true);
  const visit = (node: ts.Node): ts.Node | undefined =>
    ts.isCallExpression(node) && node.expression.getText() === "m.invoke" ? node : ts.forEachChild(node, visit);
  const call = visit(source);
  if (!call) throw new Error("no call");
  return givenText(call);
};

describe("what the registry is shown", () => {
  it.each([
    ["a node's state", `async function pick(state, config) { await m.invoke(state.messages, config); }`, "state"],
    ["the text that a helper is given", `const ask = (text: string) => m.invoke(text);`, "text"],
    [
      "all that the question is made of",
      `const ask = (draft, reply) => { const p = P.replace("D", draft).replace("R", reply); return m.invoke(p); };`,
      "{ draft, reply }",
    ],
    [
      "not what else the helper is given",
      `const ask = (reply, log) => { log.info(reply); return m.invoke([reply]); };`,
      "reply",
    ],
    ["names that a parameter is taken apart into", `const ask = ({ a, b: c }) => m.invoke(a + c);`, "{ a, b: c }"],
    [
      "the element that a round of a loop asks about",
      `async function sort(s) { for (const it of s.all) { const p = "sort " + it; await m.invoke(p); } }`,
      "it",
    ],
    [
      "parts of that element",
      `async function sort(s) { for (const { a, b } of s.all) await m.invoke([a, b]); }`,
      "{ a, b }",
    ],
    [
      "the state, in a loop that only tries again",
      `async function sort(s) { for (const n of [1, 2]) { try { return await m.invoke(s.all); } catch { console.warn(n); } } }`,
      "s",
    ],
    [
      "nothing, where a name stands for something else by then",
      `function ask(text) { if (text) { const text = "x"; return m.invoke(text); } }`,
      "undefined",
    ],
  ])("is %s", (_, text, shown) => {
    expect(given(text)).toBe(shown);
  });
});
