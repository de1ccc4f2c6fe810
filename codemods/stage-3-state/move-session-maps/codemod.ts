import type { Audit } from "../../../contracts/audit.ts";
import type { StateSite } from "../../../contracts/audited-site.ts";
import { defineCodemod, type PlanContext } from "../../kit/define-codemod.ts";
import { type Change, emptyPlan, type LeftAlone, type ManualMark } from "../../kit/edit-plan.ts";
import { foreignHostOf } from "../../kit/foreign-host.ts";
import { isLibrary } from "../../kit/is-library.ts";
import { isTestFile } from "../../kit/is-test-file.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import { seamFile } from "../../kit/seam-file.ts";
import { styleOf } from "../../kit/text-style.ts";
import { fileParser, type ParsedFile } from "../move-savers-to-redis/saver-site.ts";
import { mapFactory } from "./map-factory.ts";
import { changeId, moveMap } from "./move-map.ts";
import { planMapSeam } from "./plan-map-seam.ts";
import { type SessionMap, sessionMap } from "./session-map.ts";

/** Moves maps that hold conversations in the memory of one process to Redis where that is sound, and marks the others. */
export const codemod = defineCodemod({
  meta: {
    id: "move-session-maps",
    stage: 3,
    what: "Moves maps that keep sessions or conversations in the memory of one process to Redis where all that use them can wait, and marks the others.",
    safety: "review",
    answers: [],
  },
  plan: (context) => {
    const parse = fileParser(context);
    const marks: ManualMark[] = [];
    const left: LeftAlone[] = [];
    const moved: { readonly map: SessionMap; readonly change: Change }[] = [];
    for (const site of mapsOf(context)) {
      const { file, line, name } = site;
      if (!holdsConversations(site)) {
        left.push({ file, line, kind: "unchanged", reason: "by its name it keeps no conversations" });
        continue;
      }
      const found = planMap(context, site, parse);
      if (typeof found === "string")
        marks.push({
          ...{ file, line },
          reason: `${name} is lost on a restart and no other process sees it; keep it in Redis or your database (not done here: ${found})`,
        });
      else if (!context.isDeclined(changeId(found.map))) moved.push(found);
    }
    const folderOf = ({ map }: { readonly map: SessionMap }): string => packageOfFile(context, map.parsed.file).folder;
    const plans = [...new Set(moved.map(folderOf))].map((folder) => {
      const own = moved.filter((it) => folderOf(it) === folder).map((it) => it.map);
      return planMapSeam(context, own, parse);
    });
    return {
      ...emptyPlan,
      changes: moved.map((it) => it.change),
      shared: plans.flatMap((it) => it.shared),
      newFiles: plans.flatMap((it) => it.newFiles),
      marks,
      left,
    };
  },
  broken: (before, after, plan) => {
    const gone = maps(before).length - maps(after).length;
    return gone === plan.changes.length
      ? []
      : [`${plan.changes.length} maps were to move, but the audit shows ${gone} less`];
  },
});

const maps = ({ stateSites }: Audit): StateSite[] =>
  stateSites.filter((it) => it.kind === "process-map" && it.durability === "process");

const mapsOf = ({ audit, readText }: PlanContext): StateSite[] =>
  maps(audit).filter((it) => !isTestFile(it.file, readText(it.file) ?? ""));

/** A cache or a rate limit may be lost; what a user said may not. */
const holdsConversations = ({ name, holds }: StateSite): boolean =>
  holds !== "limits" &&
  /session|conversation|chat|history|histories|message|thread|memor(y|ies)|dialog/i.test(name) &&
  !/cache|limit|connection|socket|client/i.test(name);

/** The move of one map; a reason, as the end of a sentence, where there is none. */
function planMap(context: PlanContext, site: StateSite, parse: (file: string) => ParsedFile | undefined) {
  const parsed = parse(site.file);
  if (!parsed) return "the file cannot be read as UTF-8 text";
  const owner = packageOfFile(context, site.file);
  const host = foreignHostOf(context, site.file, parsed.source.text);
  if (host !== undefined) return `this runs in ${host}, which must not reach a Redis server`;
  if (isLibrary(owner)) return "this package is a library: the app that installs it decides where state is kept";
  const map = sessionMap(site, parsed);
  if (typeof map === "string") return map;
  const seam = seamFile(context, owner, [site.file]);
  if (!/ts$/.test(seam.file)) return `${seam.file} has no types`;
  const { name, isThere } = mapFactory(seam);
  if (!isThere && new RegExp(`\\b${name}\\b`).test(parsed.source.text)) return `the file calls something else ${name}`;
  const change = moveMap(map, name, styleOf(parsed.source));
  return typeof change === "string" ? change : { map, change };
}
