import { describe, expect, it } from "vitest";
import { findingLines } from "../../../../analyzer/reporters/text/finding-lines.ts";
import { renderLines } from "../../../../analyzer/reporters/text/render-lines.ts";
import type { Finding } from "../../../../contracts/audited-site.ts";

const finding = (change: Partial<Finding> = {}): Finding => ({
  file: "src/a.ts",
  line: 1,
  ruleId: "some-rule",
  level: "warning",
  what: "A fact.",
  why: "A reason.",
  remedy: "Do this.",
  fix: "stage-3",
  app: null,
  fingerprint: "0",
  ...change,
});

const print = (findings: readonly Finding[], all = false): string =>
  renderLines(findingLines(findings, all), { width: 200, color: false });

describe("findingLines", () => {
  it("says a fact once, with every place where it holds", () => {
    expect(print([finding(), finding({ line: 9 }), finding({ what: "Another." })])).toBe(
      "Findings  3 warnings  (--all shows why, and what to do)\n" +
        "  warning  some-rule  (stage 3)\n" +
        "    src/a.ts:1, src/a.ts:9  A fact.\n" +
        "    src/a.ts:1  Another.\n",
    );
  });

  it("offers infos only where there are some", () => {
    expect(print([finding(), finding({ level: "info", ruleId: "hint" })])).toMatch(/\(--all shows why, the infos, and/);
    expect(print([finding()])).not.toContain("infos");
  });

  it("shows reason, remedy and infos with --all", () => {
    const output = print([finding(), finding({ level: "info", ruleId: "hint" })], true);
    expect(output).toContain("    why  A reason.\n    do   Do this.\n");
    expect(output).toContain("  info  hint  (stage 3)\n");
  });
});
