import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_GITIGNORE } from "../../../../analyzer/source/scan/gitignore-rules.ts";

describe("gitignore rules", () => {
  const root = NO_GITIGNORE.within("", "*.gen.ts\n/tmp\nlogs/\n!keep.gen.ts\n");

  it("ignores by the root's patterns at any depth, and by anchored ones at the root only", () => {
    expect(root.ignores("src/a.gen.ts", false)).toBe(true);
    expect(root.ignores("tmp", true)).toBe(true);
    expect(root.ignores("src/tmp", true)).toBe(false);
  });

  it("tells a folder pattern from a file of that name", () => {
    expect(root.ignores("logs", true)).toBe(true);
    expect(root.ignores("logs", false)).toBe(false);
  });

  it("takes back what a later line allows again", () => {
    expect(root.ignores("keep.gen.ts", false)).toBe(false);
  });

  it("lets a deeper file overrule a shallower one, both ways, within its own folder only", () => {
    const deeper = root.within("packages/a", "!own.gen.ts\n/local.ts\n");
    expect(deeper.ignores("packages/a/own.gen.ts", false)).toBe(false);
    expect(deeper.ignores("packages/a/other.gen.ts", false)).toBe(true);
    expect(deeper.ignores("packages/a/local.ts", false)).toBe(true);
    expect(deeper.ignores("packages/a/sub/local.ts", false)).toBe(false);
  });

  it("survives any lines, and a bad one spoils no good one", () => {
    const line = fc.string({ unit: fc.constantFrom(..."[]!*?/\\-az^{}()#. ") });
    fc.assert(
      fc.property(fc.array(line), line, (lines, name) => {
        const rules = NO_GITIGNORE.within("", [...lines.filter((it) => !it.startsWith("!")), "secret.ts"].join("\n"));
        if (name !== "" && !name.includes("/")) rules.ignores(name, true);
        expect(rules.ignores("secret.ts", false)).toBe(true);
      }),
    );
  });
});
