import type { AuditedApp } from "../../../contracts/audited-app.ts";
import { type Line, line, span } from "./line.ts";

/** Apps that are not shown, by why. */
export function foldedLines(apps: readonly AuditedApp[]): Line[] {
  if (apps.length === 0) return [];
  const dead = apps.filter((app) => app.dead).length;
  const single = apps.filter((app) => !app.dead && app.shape === "single-agent").length;
  const parts = [
    { count: dead, text: "dead (nothing runs them)" },
    { count: single, text: "with one agent at most" },
    { count: apps.length - dead - single, text: "beyond the table" },
  ].filter(({ count }) => count > 0);
  const counts = parts.map(({ count, text }) => `${count} ${text}`).join(", ");
  return [line(0, span(`Not shown: ${counts}. --all shows them.`, "quiet"))];
}
