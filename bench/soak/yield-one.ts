import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { auditFolder } from "../../analyzer/index.ts";
import { codemods, emittedDeclarations, migrate, undo } from "../../codemods/index.ts";
import type { Migration } from "../../contracts/migration.ts";
import { type Label, labelledYield, type Yielded } from "./labelled-yield.ts";

/** What stages 2 and 3 yield in one checkout; read with a label file; printed as one line of JSON. */
export interface CheckoutYield {
  readonly labelled: readonly Yielded[];
  readonly problems: readonly string[];
}

const toolVersion = "0.1.0";
const holder = { pid: process.pid, isAlive: () => false };

async function yieldOf(checkout: string, labelFile: string): Promise<CheckoutYield> {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), "unconduct-yield-"));
  const root = join(parent, basename(checkout));
  try {
    cpSync(checkout, root, { recursive: true, verbatimSymlinks: true, filter: (path) => basename(path) !== ".git" });
    const audit = auditFolder(root, { toolVersion });
    const handoff = await writeAndUndo(root, 2);
    const state = await writeAndUndo(root, 3);
    // Label files are ours, of the shape that labelledYield names.
    const label = JSON.parse(readFileSync(labelFile, "utf8")) as Label;
    return {
      labelled: labelledYield(label, audit, handoff, state),
      problems: [...handoff.problems, ...state.problems],
    };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** Written, so that verification has its say, and taken back. */
async function writeAndUndo(root: string, stage: 2 | 3): Promise<Migration> {
  const migration = await migrate({
    ...{ root, toolVersion, stage, codemods: codemods.filter((it) => it.meta.stage === stage) },
    ...{ declarations: emittedDeclarations, write: true, verify: true, allowDirty: true },
    ...{ createCommits: false, formatChanged: false, now: new Date(), holder },
  });
  if (migration.written) await undo(root, holder);
  return migration;
}

const [, , checkout = "", label = ""] = process.argv;
console.log(JSON.stringify(await yieldOf(checkout, label)));
