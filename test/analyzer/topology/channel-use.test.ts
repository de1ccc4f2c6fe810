import { describe, expect, it } from "vitest";
import { app, auditText } from "../../harness/audit-text.ts";

const used = (node: string, more = "") => {
  const found = app(
    auditText(`import { StateGraph, Annotation, Command, START, END } from "@langchain/langgraph"; ${more}
    const S = Annotation.Root({ a: Annotation<string>(), b: Annotation<string>(), c: Annotation<string>() }); type T = typeof S.State;
    export const app = new StateGraph(S).addNode("n", ${node}).addEdge(START, "n").addEdge("n", END).compile();`),
  ).agents[0];
  return { reads: found?.reads, writes: found?.writes };
};

describe("channels of a node", () => {
  it.each([
    ["members and returned fields", `async (s: T) => ({ b: s.a })`, ["a"], ["b"]],
    ["a destructured state", `async ({ a, b: other }: T) => ({ c: a + other })`, ["a", "b"], ["c"]],
    ["a state taken apart later", `async (s: T) => { const { c } = s; return { a: c }; }`, ["c"], ["a"]],
    ["the update of a Command", `async (s: T) => new Command({ goto: "x", update: { a: s.b } })`, ["b"], ["a"]],
    ["a spread of a known object", `async (s: T) => ({ ...made(), c: "x" })`, [], ["a", "c"]],
    ["a helper that gets the state", `async (s: T) => ({ c: join(s) })`, ["a", "b"], ["c"]],
    ["a node that gives nothing", `async (s: T) => ({})`, [], []],
  ])("by %s", (_, node, reads, writes) => {
    expect(
      used(node, `const made = () => ({ a: "x" }); function join(state: any) { return state.a + state.b; }`),
    ).toEqual({ reads, writes });
  });

  it("are left out where the state is handed to code that is not there", () => {
    expect(used(`async (s: T) => { log(s); return { a: "x" }; }`, `import { log } from "some-package";`)).toEqual({
      reads: undefined,
      writes: ["a"],
    });
  });

  it("are left out where the whole state is returned", () => {
    expect(used(`async (s: T) => ({ ...s, a: s.b })`).writes).toBeUndefined();
  });
});
