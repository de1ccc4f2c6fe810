import type { StateSite } from "../../../contracts/audited-site.ts";
import type { SeamEntry } from "../seam-text.ts";
import { graphsOfSaver } from "./graphs-of-saver.ts";
import type { ParsedFile, SaverSite } from "./saver-site.ts";

/** What a seam exports already, with the audit's view of it, which knows what uses it. */
export interface KnownEntry extends SeamEntry {
  readonly site: StateSite | undefined;
}

/**
 * The key prefix of each saver: its app's, and one apart for a further graph of the app, since that had a saver to itself
 * and its threads may be called alike. Savers of one graph share one, and so do those of which it is not seen.
 */
export function saverPrefixes(
  savers: readonly SaverSite[],
  prefixOf: (saver: SaverSite) => string,
  there: readonly KnownEntry[],
  parse: (file: string) => ParsedFile | undefined,
): ReadonlyMap<SaverSite, string> {
  const holders = new Map<string, ReadonlySet<string>>();
  const hold = (kind: SeamEntry["kind"], prefix: string, ids: ReadonlySet<string>): void => {
    holders.set(`${kind} ${prefix}`, new Set([...(holders.get(`${kind} ${prefix}`) ?? []), ...ids]));
  };
  for (const { kind, prefix, site } of there) hold(kind, prefix, site ? graphsOfSaver(site, parse).ids : new Set());
  const found = new Map<SaverSite, string>();
  for (const saver of savers) {
    const base = prefixOf(saver);
    const { ids, name } = graphsOfSaver(saver.site, parse);
    const own = `${base}-${name || "graph"}`;
    const all = [base, own, ...[...savers, ...there].map((_, index) => `${own}-${index + 2}`)];
    const prefix = all.find((it) => mayShare(holders.get(`${saver.kind} ${it}`), ids)) ?? base;
    found.set(saver, prefix);
    hold(saver.kind, prefix, ids);
  }
  return found;
}

/** True for a prefix that nothing has, or that this graph has, or where one of the two is not known. */
const mayShare = (held: ReadonlySet<string> | undefined, ids: ReadonlySet<string>): boolean =>
  held === undefined || held.size === 0 || ids.size === 0 || [...ids].some((it) => held.has(it));
