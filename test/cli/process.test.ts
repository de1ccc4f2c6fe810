import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { auditSchema } from "../../contracts/audit.ts";
import { tempTree } from "../harness/temp-tree.ts";

const root = join(import.meta.dirname, "../..");
const command = [process.execPath, "--import", "tsx", join(root, "bin/unconduct.ts")].map((it) => `'${it}'`).join(" ");

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell line in which `unconduct` is the real command, in the repository's folder. */
const shell = (script: string): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const line = `unconduct() { ${command} "$@"; }; ${script}`;
    const child = spawn("bash", ["-o", "pipefail", "-c", line], { cwd: root, env: { ...process.env, NO_COLOR: "1" } });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });

/** An app with so many agents that its JSON is larger than any pipe's buffer. */
const largeApp = (): string => {
  const nodes = Array.from({ length: 1000 }, (_, index) => `builder.addNode("worker-${index}", async () => ({}));`);
  const edges = Array.from({ length: 1000 }, (_, index) => `builder.addEdge("worker-${index}", "dispatcher");`);
  const source = [
    'import { Annotation, START, StateGraph } from "@langchain/langgraph";',
    "const State = Annotation.Root({ next: Annotation<string>() });",
    "const builder: any = new StateGraph(State);",
    'builder.addNode("dispatcher", async () => ({ next: "worker-1" })).addEdge(START, "dispatcher");',
    ...nodes,
    ...edges,
    'builder.addConditionalEdges("dispatcher", (state) => state.next);',
    "export const graph = builder.compile();",
  ];
  return tempTree({ "src/graph.ts": source.join("\n") });
};

describe("the real process", () => {
  it("hands all of a JSON document larger than a pipe's buffer to its reader before it ends", async () => {
    const { code, stdout, stderr } = await shell(`unconduct audit '${largeApp()}' --format json | cat`);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.length).toBeGreaterThan(70_000);
    expect(auditSchema.parse(JSON.parse(stdout)).apps).toHaveLength(1);
  });

  it("ends quietly when the reader goes away", async () => {
    const { stdout, stderr } = await shell(`unconduct audit '${largeApp()}' --format json | head -n 2`);
    expect(stdout.split("\n").length).toBe(3);
    expect(stderr).toBe("");
  });

  it("ends with 2 and no stack trace for a folder that is not there", async () => {
    const { code, stdout, stderr } = await shell("unconduct audit /nowhere/at/all");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^unconduct: .+\n.+\n$/);
  });

  it("prints the version of the package", async () => {
    expect((await shell("unconduct --version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
