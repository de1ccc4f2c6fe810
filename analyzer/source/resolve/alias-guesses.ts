import { foldersUp, joinInside } from "../inside-path.ts";

/** Customs of bundlers and starters whose config is missing or generated: prefix, and the folders it may stand for. */
const CUSTOMS: readonly { readonly prefix: string; readonly folders: readonly string[] }[] = [
  { prefix: "@/", folders: ["src", ""] },
  { prefix: "~/", folders: ["src", "app", ""] },
  { prefix: "#/", folders: ["src", ""] },
  { prefix: "@@/", folders: [""] },
  { prefix: "~~/", folders: [""] },
  { prefix: "$lib/", folders: ["src/lib"] },
  { prefix: "src/", folders: ["src"] },
  { prefix: "/", folders: ["", "src"] },
];

/** Paths that such a specifier may mean, from the importing folder upwards; empty when no custom fits. */
export function guessedPlaces(specifier: string, fromFolder: string): string[] {
  const custom = CUSTOMS.find(({ prefix }) => specifier.startsWith(prefix));
  if (custom === undefined) return [];
  const rest = specifier.slice(custom.prefix.length);
  return foldersUp(fromFolder)
    .flatMap((up) => custom.folders.map((folder) => joinInside(up, `${folder === "" ? "." : folder}/${rest}`)))
    .filter((place) => place !== undefined);
}
