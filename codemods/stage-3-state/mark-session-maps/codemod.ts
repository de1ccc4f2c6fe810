import type { StateSite } from "../../../contracts/audited-site.ts";
import { defineCodemod } from "../../kit/define-codemod.ts";
import { emptyPlan } from "../../kit/edit-plan.ts";
import { isTestFile } from "../../kit/is-test-file.ts";

/** Marks maps that hold conversations in the memory of one process. */
export const codemod = defineCodemod({
  meta: {
    id: "mark-session-maps",
    stage: 3,
    what: "Marks maps at module level or in fields that keep sessions or conversations in the memory of one process.",
    safety: "review",
    answers: [],
  },
  plan: ({ audit, readText }) => {
    const maps = audit.stateSites.filter(
      (it) => it.kind === "process-map" && it.durability === "process" && !isTestFile(it.file, readText(it.file) ?? ""),
    );
    return {
      ...emptyPlan,
      marks: maps.filter(holdsConversations).map(({ file, line, name }) => ({
        file,
        line,
        reason: `${name} is lost on a restart and no other process sees it; keep it in Redis or your database`,
      })),
      left: maps
        .filter((it) => !holdsConversations(it))
        .map(({ file, line }) => ({ file, line, kind: "unchanged", reason: "by its name it keeps no conversations" })),
    };
  },
});

/** A cache or a rate limit may be lost; what a user said may not. */
const holdsConversations = ({ name }: StateSite): boolean =>
  /session|conversation|chat|history|histories|message|thread|memor(y|ies)|dialog/i.test(name) &&
  !/cache|limit|connection|socket|client/i.test(name);
