import type { Finding } from "../../../contracts/audited-site.ts";
import { type Line, line, type Span, span } from "./line.ts";
import { placeList } from "./place-list.ts";

const shownFacts = 5;
const levels: readonly Finding["level"][] = ["error", "warning", "info"];

/**
 * Findings by rule, gravest first: what, and where it is. Reasons, remedies (the end of the report has the steps) and
 * findings of level info (hints that the app's own section shows already) come with `all`.
 */
export function findingLines(findings: readonly Finding[], all: boolean): Line[] {
  if (findings.length === 0) return [];
  const shown = all ? findings : findings.filter((finding) => finding.level !== "info");
  const groups = groupAlike(shown).sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return [
    line(
      0,
      span("Findings", "title"),
      `  ${levelCounts(findings)}`,
      span(
        all ? "" : `  (--all shows why, ${shown.length < findings.length ? "the infos, " : ""}and what to do)`,
        "quiet",
      ),
    ),
    ...groups.flatMap((it) => groupLines(it, all)),
  ];
}

/** Counts by level, such as `2 warnings, 1 info`. */
export const levelCounts = (findings: readonly Finding[]): string =>
  levels
    .map((level) => ({ level, count: findings.filter((finding) => finding.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${level}${count > 1 && level !== "info" ? "s" : ""}`)
    .join(", ");

interface Group extends Pick<Finding, "ruleId" | "level" | "why" | "remedy" | "fix"> {
  readonly findings: Finding[];
}

function groupAlike(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const { ruleId, level, why, remedy, fix } = finding;
    const key = JSON.stringify([ruleId, level, why, remedy, fix]);
    const group = groups.get(key) ?? { ruleId, level, why, remedy, fix, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function groupLines(group: Group, all: boolean): Line[] {
  const facts = [...new Set(group.findings.map((finding) => finding.what))].map((what) => ({
    what,
    found: group.findings.filter((finding) => finding.what === what),
  }));
  const shown = all ? facts : facts.slice(0, shownFacts);
  const rest = facts.slice(shown.length).flatMap(({ found }) => found);
  return [
    line(2, span(group.level, levelStyles[group.level]), `  ${group.ruleId}${fixText(group.fix)}`),
    ...shown.map(({ what, found }) => line(4, ...placeList(found, all ? found.length : 3), `  ${what}`)),
    ...(rest.length > 0 ? [line(4, "also ", ...placeList(rest, 3))] : []),
    ...(all ? [remark("why", span(group.why, "quiet")), remark("do", span(group.remedy))] : []),
  ];
}

const remark = (label: string, text: Span): Line => ({ ...line(4, span(label.padEnd(5), "label"), text), hang: 9 });

const levelStyles: Record<Finding["level"], Span["style"]> = { error: "bad", warning: "warn", info: "plain" };

const fixText = (fix: Finding["fix"]): string => {
  if (fix === "none") return "";
  return fix === "manual" ? "  (by hand)" : `  (${fix.replace("-", " ")})`;
};
