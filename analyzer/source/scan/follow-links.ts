import { nameOf } from "../inside-path.ts";
import { byCodeUnit } from "../sort-order.ts";
import type { LinkEnd } from "./readable-folder.ts";
import { isConfigName, isSourceName } from "./source-names.ts";
import { systemReason } from "./system-reason.ts";
import { skip, type Walk } from "./walk.ts";

/**
 * Sorts out the links of a finished walk. What a link inside the root stands for is listed under its own path, so the
 * link becomes an alias for imports; a configuration file is read through it; the rest is skipped with the reason.
 */
export function followLinks(walk: Walk): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const link of [...walk.links].sort(byCodeUnit)) {
    try {
      followLink(walk, link, walk.folder.linkEnd(link), aliases);
    } catch (error) {
      if (mayHoldCode(link)) skip(walk, link, `link cannot be followed: ${systemReason(error)}`);
    }
  }
  return aliases;
}

function followLink(walk: Walk, link: string, end: LinkEnd, aliases: Map<string, string>): void {
  if (end.kind !== "inside") {
    if (mayHoldCode(link)) skip(walk, link, REASONS[end.kind]);
  } else if (end.isFolder && (end.path === "" || link.startsWith(`${end.path}/`))) {
    skip(walk, link, "link to a folder that holds it (a loop)");
  } else if (end.isFolder ? walk.folders.has(end.path) : walk.sources.has(end.path)) {
    aliases.set(link, end.path);
  } else if (isConfigName(nameOf(link)) && !end.isFolder) {
    walk.configs.set(link, end.path);
  } else if (end.isFolder || isSourceName(nameOf(link))) {
    skip(walk, link, `link to ${end.path}, which is left out`);
  }
}

const REASONS: Readonly<Record<Exclude<LinkEnd["kind"], "inside">, string>> = {
  outside: "link leaves the audited folder",
  dangling: "dangling link: what it points at is not there",
  loop: "link that leads to itself",
};

/** Links to texts, pictures and secrets are nobody's concern; a name without an extension may be a folder of code. */
const mayHoldCode = (path: string): boolean => {
  const name = nameOf(path);
  return isSourceName(name) || isConfigName(name) || !name.includes(".");
};
