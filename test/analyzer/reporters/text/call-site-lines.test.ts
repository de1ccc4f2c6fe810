import { describe, expect, it } from "vitest";
import { callSiteLines } from "../../../../analyzer/reporters/text/call-site-lines.ts";
import { renderLines } from "../../../../analyzer/reporters/text/render-lines.ts";
import type { CallSite } from "../../../../contracts/call-site.ts";
import { callSiteOf } from "../../../harness/call-site-of.ts";

const print = (sites: readonly CallSite[], all = false): string =>
  renderLines(callSiteLines(sites, all), { width: 200, color: false });

describe("callSiteLines", () => {
  it("says of a call that is as the one before that it is the same, and where it is", () => {
    const output = print([callSiteOf(), callSiteOf({ line: 40, enclosing: "pickAgain" })]);
    expect(output).toContain("\n    src/dispatcher.ts:40  the same in pickAgain\n");
    expect(output.match(/next is only read/g)).toHaveLength(1);
  });

  it.each([
    { what: "targets", change: { targets: ["fares"] } },
    { what: "a reason", change: { reason: "next is logged only" } },
    { what: "a replaceability", change: { replaceability: "keep" } as const },
  ])("writes out a call that has $what of its own", ({ change }) => {
    expect(print([callSiteOf(), callSiteOf({ line: 40, ...change })])).not.toContain("the same");
  });

  it("writes out every call with --all, and names the field that took each path", () => {
    const evidence = [
      { file: "src/a.ts", line: 3, role: "neutral", what: "logged", field: "reason" } as const,
      { file: "src/a.ts", line: 4, role: "route", what: "returned", field: null } as const,
    ];
    const output = print([callSiteOf({ evidence }), callSiteOf({ line: 40 })], true);
    expect(output).not.toContain("the same");
    expect(output).toContain("src/a.ts:3  neutral (reason): logged\n");
    expect(output).toContain("src/a.ts:4  route: returned\n");
  });
});
