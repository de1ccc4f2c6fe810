import { describe, expect, it } from "vitest";
import { renderLines } from "../../../../analyzer/reporters/text/render-lines.ts";
import { looseStateLines, stateLines } from "../../../../analyzer/reporters/text/state-lines.ts";
import type { StateSite } from "../../../../contracts/audited-site.ts";

const stateOf = (kind: StateSite["kind"], name: string): StateSite => ({
  file: "src/a.ts",
  line: 3,
  kind,
  name,
  durability: "process",
  threadId: null,
  app: null,
});

describe("looseStateLines", () => {
  it("shows savers and stores before maps, and counts what it leaves out", () => {
    const sites = [stateOf("process-map", "limits"), stateOf("process-map", "cache"), stateOf("saver", "MemorySaver")];
    expect(renderLines(looseStateLines(sites, 2), { width: 100, color: false }).split("\n")).toEqual([
      "    saver MemorySaver  src/a.ts:3  lost with the process",
      "    module-level map limits  src/a.ts:3  lost with the process",
      "    and 1 more (--all)",
      "",
    ]);
  });
});

describe("a map", () => {
  it.each([
    ["object", "map of an object chats"],
    ["process", "module-level map chats"],
  ] as const)("that lives as long as its %s is called %s", (lifetime, text) => {
    const lines = looseStateLines([{ ...stateOf("process-map", "chats"), lifetime }], 1);
    expect(renderLines(lines, { width: 100, color: false })).toContain(text);
  });
});

describe("stateLines", () => {
  const sites = [
    stateOf("saver", "MemorySaver"),
    { ...stateOf("process-map", "sessions"), holds: "conversations" as const },
  ];

  it.each([
    [null, "lost with the process"],
    [
      { kind: "server", file: "langgraph.json" } as const,
      "not used where the LangGraph server runs the graph: it brings its own",
    ],
    [{ kind: "host", what: "browser extension" } as const, "lives on its user's device (browser extension)"],
  ])("says where a saver's state is, kept by %j", (elsewhere, text) => {
    const shown = renderLines(stateLines(sites, false, elsewhere), { width: 140, color: false }).split("\n");
    expect(shown[0]).toMatch(/saver MemorySaver {2}src\/a\.ts:3/);
    expect(shown[0]).toContain(text);
    expect(shown[1]).toContain("lost with the process");
  });
});
