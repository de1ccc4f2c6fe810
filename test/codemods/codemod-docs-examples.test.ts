import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codemod as template } from "../../codemods/_template/codemod.ts";
import { codemods } from "../../codemods/registry.ts";
import { planOver } from "../harness/run-codemod-case.ts";

const docs = join(import.meta.dirname, "../../docs/codemods");
const units = [
  ...codemods.map((codemod) => ({ codemod, page: codemod.meta.id })),
  { codemod: template, page: "_template" },
];

describe.each(units)("the page of $page", ({ codemod, page }) => {
  it("shows what the codemod makes of its first example", () => {
    const text = readFileSync(join(docs, `${page}.md`), "utf8");
    const blocks = (kind: string): string[] =>
      [...text.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, "g"))].map((it) => it[1] ?? "");
    const [before, after] = blocks("ts");
    expect(before).toBeDefined();
    // What else the example needs: what runs showed, or the package.
    const files = blocks("json").map(
      (it) => [it.includes("evidence/1") ? "evidence.json" : "package.json", it] as const,
    );
    const run = planOver(codemod, new Map([["desk.ts", before ?? ""], ...files]));
    expect(run.files.find((it) => it.file === "desk.ts")?.after).toBe(after);
  });
});
