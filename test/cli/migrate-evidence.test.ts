import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCli } from "../../cli/run-cli.ts";
import { fakeCliIo } from "../harness/fake-cli-io.ts";
import { readTree } from "../harness/run-codemod-case.ts";
import { tempTree } from "../harness/temp-tree.ts";

const fixture = join(import.meta.dirname, "../../fixtures/codemods/hand-over-guarded/rewrites-prebuilt-supervisor");

async function run(args: readonly string[]) {
  const io = fakeCliIo({ toolVersion: "0.1.0" });
  const code = await runCli(args, io);
  return { code, out: io.stdout.text(), err: io.stderr.text() };
}

describe("--evidence", () => {
  it("guards handoffs along recorded chains, with the bound in the diff, and says how to write them", async () => {
    const root = tempTree(Object.fromEntries(readTree(join(fixture, "input"))));
    const evidence = join(root, "evidence.json");
    const { code, out } = await run(["migrate", root, "--stage", "2", "--evidence", evidence]);
    expect(code).toBe(0);
    expect(out).toContain("at most 3/40 = 7.5 % of runs differ (rule of three, 95 %)");
    expect(out).toContain(`--stage 2 --evidence ${evidence} --write`);
    expect((await run(["plan", root, "--evidence", evidence])).out).toContain("flights -> hotels -> plan");
    expect((await run(["migrate", root, "--only", "hand-over-guarded"])).out).toContain("it needs what runs showed");
  }, 60_000);

  it("names the file that is no evidence", async () => {
    const root = tempTree({ "evidence.json": "{}" });
    const { code, err } = await run(["migrate", root, "--stage", "2", "--evidence", join(root, "evidence.json")]);
    expect(code).toBe(2);
    expect(err).toContain("evidence.json is not a valid evidence/1");
  });
});
