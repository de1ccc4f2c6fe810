import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { auditApart } from "../../../analyzer/apart/audit-apart.ts";
import { auditFolder } from "../../../analyzer/audit-folder.ts";
import { tempTree } from "../../harness/temp-tree.ts";

describe("auditApart", () => {
  it("reports of a small folder what auditFolder does, and tells of the same steps", async () => {
    const folder = join(import.meta.dirname, "../../../fixtures/apps/research-desk");
    const [steps, apart]: [string[], string[]] = [[], []];
    const audit = auditFolder(folder, { toolVersion: "1", onStep: (step) => steps.push(step) });
    expect(await auditApart(folder, { toolVersion: "1", onStep: (step) => apart.push(step) })).toEqual(audit);
    expect(apart).toEqual(steps);
  });

  it("names the folder as it is told to", async () => {
    const folder = tempTree({ "a.ts": "export {};" });
    expect((await auditApart(folder, { toolVersion: "1" })).root).toBe(folder);
    expect((await auditApart(folder, { toolVersion: "1", root: "app" })).root).toBe("app");
  });

  it("refuses what is no folder, and one with nothing to read", async () => {
    const folder = tempTree({ "notes.txt": "" });
    const codeOf = (path: string) =>
      auditApart(path, { toolVersion: "1" }).catch((error: { code: string }) => error.code);
    expect(await codeOf(join(folder, "gone"))).toBe("AUDIT_PATH_MISSING");
    expect(await codeOf(join(folder, "notes.txt"))).toBe("AUDIT_PATH_NOT_FOLDER");
    expect(await codeOf(folder)).toBe("AUDIT_NOTHING_READABLE");
  });
});
