import type { StateSite } from "../../contracts/audited-site.ts";
import { defineCodemod } from "../kit/define-codemod.ts";
import type { ManualMark } from "../kit/edit-plan.ts";

/** Marks (say in one sentence what it changes, and what it leaves to a person). */
export const codemod = defineCodemod({
  meta: {
    id: "template-codemod",
    stage: 3,
    what: "Marks each saver that keeps its checkpoints in the memory of one process.",
    safety: "review",
    answers: ["in-memory-saver"],
  },
  plan: (app, { audit, readText }) => {
    if (app.dead) return { kind: "refusal", reason: "Nothing runs this graph; delete it, or use it first." };
    const savers = audit.stateSites.filter(
      (site) => site.app === app.id && site.kind === "saver" && site.durability === "process",
    );
    const open = savers.filter((saver) => !isMarked(readText(saver.file) ?? "", saver.line));
    return { kind: "plan", edits: [], newFiles: [], marks: open.map(toMark) };
  },
});

const toMark = (saver: StateSite): ManualMark => ({
  file: saver.file,
  line: saver.line,
  reason: `decide where ${saver.name} keeps its checkpoints`,
});

const isMarked = (text: string, line: number): boolean =>
  (text.split("\n")[line - 2] ?? "").includes("@unconduct todo(template-codemod)");
