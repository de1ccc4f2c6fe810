import type { StateSite } from "../../../contracts/audited-site.ts";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { LeftAlone } from "../../kit/edit-plan.ts";
import { changeId, isOwnClass, locate, type ParsedFile, type SaverSite } from "./saver-site.ts";
import { type WhyLeft, whyLeft } from "./why-left.ts";

/** A saver or store that stays where it is. */
export interface StayingSaver extends WhyLeft {
  readonly site: StateSite;
}

/** Which savers and stores can move; the rest with its reasons. */
export function sortSavers(context: PlanContext, parse: (file: string) => ParsedFile | undefined) {
  const moving: SaverSite[] = [];
  const staying: StayingSaver[] = [];
  for (const site of context.audit.stateSites) {
    if (site.kind !== "saver" && site.kind !== "store") continue;
    const stay = (kind: LeftAlone["kind"], reason: string) => staying.push({ site, kind, reason });
    const parsed = parse(site.file);
    if (site.durability === "external") stay("unchanged", `${site.name} keeps its state outside the process already`);
    else if (site.durability === "unknown" || (parsed && isOwnClass(site, parsed)))
      stay("unchanged", `${site.name} is this project's own; it decides where its state lies`);
    else {
      const saver = parsed ? locate(site, parsed) : "the file cannot be read as UTF-8 text";
      const why: WhyLeft | undefined =
        typeof saver === "string" ? { kind: "refused", reason: saver } : whyLeft(context, saver);
      if (why) staying.push({ site, ...why });
      else if (typeof saver !== "string" && !context.isDeclined(changeId(saver))) moving.push(saver);
    }
  }
  return { moving, staying };
}
