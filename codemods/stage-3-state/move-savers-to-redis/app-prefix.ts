import { posix } from "node:path";
import type { PlanContext } from "../../kit/define-codemod.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import type { SaverSite } from "./saver-site.ts";

/**
 * Names the app that a saver belongs to, for its keys: the package's name, and the app's own where the package holds
 * several. Two apps never share one, since their thread ids may be the same.
 */
export function appPrefixes(context: PlanContext): (saver: Pick<SaverSite, "site">) => string {
  const folderOf = (file: string): string => packageOfFile(context, file).folder;
  const live = context.audit.apps.filter((it) => !it.dead);
  return ({ site }) => {
    const owner = packageOfFile(context, site.file);
    const base = plain(String(owner.manifest.name ?? "")) || fileName(site.file);
    const inPackage = live.filter((it) => folderOf(it.graph.file) === owner.folder);
    const own = inPackage.find((it) => it.id === site.app);
    if (!own || inPackage.length < 2) return base;
    const name = plain(own.name ?? "") || fileName(own.graph.file);
    const isShared = inPackage.some((it) => it.id !== own.id && plain(it.name ?? "") === name);
    return isShared ? `${base}-${fileName(own.graph.file)}-${name}` : `${base}-${name}`;
  };
}

const fileName = (file: string): string => plain(posix.basename(file).replace(/\.[cm]?[jt]sx?$/, ""));

/** Only what may stand in a key. */
const plain = (name: string): string => name.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
