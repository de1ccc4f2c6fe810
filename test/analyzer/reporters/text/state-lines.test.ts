import { describe, expect, it } from "vitest";
import { renderLines } from "../../../../analyzer/reporters/text/render-lines.ts";
import { looseStateLines } from "../../../../analyzer/reporters/text/state-lines.ts";
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
