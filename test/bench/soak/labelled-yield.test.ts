import { expect, it } from "vitest";
import { auditFolder } from "../../../analyzer/index.ts";
import { type Label, labelledYield } from "../../../bench/soak/labelled-yield.ts";
import { codemods, emittedDeclarations, migrate } from "../../../codemods/index.ts";

const toolVersion = "0.0.0";
const holder = { pid: process.pid, isAlive: () => false };

/** What stages 2 and 3 would yield in a codemod's case, with a label for it. */
async function yieldOf(testCase: string, label: Partial<Label>) {
  const root = `${process.cwd()}/fixtures/codemods/${testCase}/input`;
  const dryRun = (stage: 2 | 3) =>
    migrate({
      ...{ root, toolVersion, stage, codemods: codemods.filter((it) => it.meta.stage === stage), holder },
      ...{ declarations: emittedDeclarations, write: false, verify: false, allowDirty: true },
      ...{ createCommits: false, formatChanged: false, now: new Date(0) },
    });
  const audit = auditFolder(root, { toolVersion });
  const whole = { state_sites: [], graphs: [], ...label };
  const rows = labelledYield(whole, audit, await dryRun(2), await dryRun(3));
  return rows.map(({ place, outcome, reason }) => `${outcome}: ${place}: ${reason}`);
}

it("counts a pair that hands over directly now, and not the conductor or an end", async () => {
  const chains = [["lead", "fares_agent", "rooms_agent", "__end__"]];
  const graphs = [{ file: "src/desk.ts", line: 14, supervisor: "lead", chains }];
  expect(await yieldOf("hand-over-directly/rewrites-loop-of-edges", { graphs })).toEqual([
    "moved: src/desk.ts:14 fares_agent -> rooms_agent: through the conductor before",
  ]);
});

it("gives a pair that stays its own reason, and says of one that no chain holds that it was not seen", async () => {
  const chains = [
    ["reader", "writer"],
    ["writer", "reader"],
  ];
  const graphs = [{ file: "src/desk.ts", line: 16, supervisor: "lead", chains }];
  const [first, second] = await yieldOf("hand-over-directly/leaves-a-channel-that-both-write", { graphs });
  expect(first).toMatch(/^stays: .* reader -> writer: reader to writer: reader may write note itself/);
  expect(second).toMatch(/^stays: .* writer -> reader: no chain seen by the audit$/);
});

it("tells a saver that moves from one that the stage is not for and from one that the audit does not see", async () => {
  const site = (file: string, line: number) => ({ state_sites: [{ file, line, kind: "MemorySaver" }] });
  const moved = await yieldOf("move-savers-to-redis/rewrites-saver-in-compile", site("src/graph.ts", 9));
  expect(moved).toEqual([expect.stringMatching(/^moved: /)]);
  const excluded = await yieldOf("move-savers-to-redis/leaves-desktop-app", site("main.ts", 4));
  expect(excluded).toEqual([expect.stringMatching(/^excluded: .* desktop app/)]);
  const inRoot = { root: "src", ...site("graph.ts", 9) };
  expect(await yieldOf("move-savers-to-redis/rewrites-saver-in-compile", inRoot)).toEqual(moved);
  const unseen = await yieldOf("move-savers-to-redis/leaves-desktop-app", site("other.ts", 4));
  expect(unseen).toEqual([expect.stringMatching(/^stays: .* not seen by the audit$/)]);
});
