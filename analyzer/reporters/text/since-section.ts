import type { Audit } from "../../../contracts/audit.ts";
import { appName } from "./app-name.ts";
import { verdictSpan } from "./app-section.ts";
import { callSiteLines } from "./call-site-lines.ts";
import { countOf } from "./count-of.ts";
import { type Line, line, row, span } from "./line.ts";
import { placeSpan } from "./place-list.ts";

/** What the changed files hold, app by app; an app of which none changed has no lines here. */
export function sinceSections(audit: Audit, all: boolean): Line[][] {
  const { since } = audit;
  if (since === undefined) return [];
  const changed = since.changedFiles === 1 ? "1 file differs" : `${since.changedFiles} files differ`;
  const head = line(
    0,
    `${changed} from ${since.ref} (${since.commit.slice(0, 10)}). All code was read; model calls and findings are listed only where a file differs.`,
  );
  const apps = audit.apps.flatMap((app) => {
    const sites = audit.callSites.filter((site) => site.app === app.id);
    const found = audit.findings.some((finding) => finding.app === app.id);
    if (sites.length === 0 && !found) return [];
    const title = line(0, span(appName(app), "title"), `  ${app.shape}  `, placeSpan(app.graph));
    return [[title, row("verdict", verdictSpan(app), " (of the whole app)"), ...callSiteLines(sites, all)]];
  });
  const loose = audit.callSites.filter((site) => site.app === null);
  const outside =
    loose.length === 0
      ? []
      : [
          [
            line(0, span("Outside any graph", "title"), `  ${countOf(loose.length, "model call site")}`),
            ...callSiteLines(loose, all),
          ],
        ];
  return [[head], ...apps, ...outside];
}
