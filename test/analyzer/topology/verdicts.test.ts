import { describe, expect, it } from "vitest";
import { app, auditText } from "../../harness/audit-text.ts";
import { desk } from "../../harness/desk-text.ts";

const NEXT = `const d = await picker.invoke(s.messages);`;

describe("an app's verdict", () => {
  it("is to migrate when a model only picks among three agents that return", () => {
    expect(app(auditText(desk(`${NEXT} return { next: d.next };`))).verdict.verdict).toBe("migrate");
  });

  it("is to leave it when code decides", () => {
    expect(app(auditText(desk(`return { next: s.messages.length > 3 ? "done" : "fares" };`))).verdict.verdict).toBe(
      "leave",
    );
  });

  it("is never to migrate when the pick also answers", () => {
    expect(
      app(auditText(desk(`${NEXT} return { next: d.next, messages: [new AIMessage(d.reason)] };`))).verdict.verdict,
    ).not.toBe("migrate");
  });

  it("is to leave it when plain edges run whoever is picked, picked or not", () => {
    const both = (plain: string) =>
      app(
        auditText(
          desk(`${NEXT} return { next: d.next };`, { end: `graph${plain}; export const app = graph.compile();` }),
        ),
      ).verdict;
    expect(both(`.addEdge("pick", "fares").addEdge("pick", "hotels").addEdge("pick", "visas")`)).toEqual({
      verdict: "leave",
      reasons: ["Plain edges run whoever is picked, picked or not: the choice decides nothing."],
    });
    expect(both(`.addEdge("pick", "fares")`).verdict).toBe("migrate");
  });

  it("names the reasons", () => {
    expect(app(auditText(desk(`${NEXT} return { next: d.next };`))).verdict.reasons.join(" ")).toContain(
      "1 model call only picks the next agent",
    );
  });
});

describe("findings", () => {
  it("name the rewritable call, the saver in memory and the constant thread id", () => {
    const audit = auditText(
      desk(`${NEXT} return { next: d.next };`, {
        end: `import { MemorySaver } from "@langchain/langgraph"; export const app = graph.compile({ checkpointer: new MemorySaver() }); export const go = () => app.invoke({ messages: [] }, { configurable: { thread_id: "1" } });`,
      }),
    );
    expect([...new Set(audit.findings.map((f) => f.ruleId))].sort()).toEqual([
      "constant-thread-id",
      "in-memory-saver",
      "routing-only-call",
    ]);
  });
});
