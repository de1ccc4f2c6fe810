import { describe, expect, it } from "vitest";
import { picked } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;

describe("changes that mean nothing change no class:", () => {
  const same = (body: string, parts = {}) =>
    expect(picked(body, parts)).toMatchObject({
      classification: "routing-only",
      decides: "target",
      replaceability: "rewrite",
    });

  it("renamed locals", () => {
    same(`const verdictOfTheModel = await picker.invoke(s.messages); return { next: verdictOfTheModel.next };`);
  });

  it("one more log", () => {
    same(`${NEXT} console.debug("picked", d); return { next: d.next };`);
  });

  it("one more helper", () => {
    same(`const d = await ask(s); return { next: d.next };`, {
      top: `const ask = (s: S) => picker.invoke(s.messages);`,
    });
  });

  it("a destructured state", () => {
    same(`const { messages } = s; const d = await picker.invoke(messages); return { next: d.next };`, {
      route: `({ next }: S) => next`,
    });
  });

  it("a type on everything", () => {
    same(
      `const d: { next: string; reason: string } = await picker.invoke(s.messages); const out: Partial<S> = { next: d.next as string }; return out;`,
    );
  });

  it("an unused barrel", () => {
    same(`${NEXT} return { next: d.next };`, { end: `export const app = graph.compile(); export * from "./nothing";` });
  });
});
