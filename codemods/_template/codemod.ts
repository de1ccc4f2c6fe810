import type { StateSite } from "../../contracts/audited-site.ts";
import { defineCodemod } from "../kit/define-codemod.ts";
import { emptyPlan, type ManualMark } from "../kit/edit-plan.ts";

/** Marks (say in one sentence what it changes, and what it leaves to a person). */
export const codemod = defineCodemod({
  meta: {
    id: "template-codemod",
    stage: 3,
    what: "Marks each saver that keeps its checkpoints in the memory of one process.",
    safety: "review",
    answers: ["in-memory-saver"],
  },
  plan: ({ audit }) => {
    const dead = new Set(audit.apps.filter((app) => app.dead).map((app) => app.id));
    const savers = audit.stateSites.filter((site) => site.kind === "saver" && site.durability === "process");
    const [left, open] = [true, false].map((wanted) => savers.filter((it) => dead.has(it.app ?? "") === wanted));
    return {
      ...emptyPlan,
      marks: (open ?? []).map(toMark),
      left: (left ?? []).map(({ file, line }) => ({ file, line, kind: "unchanged", reason: "Nothing runs this graph." })),
    };
  },
});

const toMark = (saver: StateSite): ManualMark => ({
  file: saver.file,
  line: saver.line,
  reason: `decide where ${saver.name} keeps its checkpoints`,
});
