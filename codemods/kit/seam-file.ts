import type { PlanContext } from "./define-codemod.ts";
import { below, type PackageOfFile } from "./package-of-file.ts";
import { isSourceFile } from "./parse-source.ts";

/** The one file of a package through which its code imports the runtime; the user owns it. */
export interface SeamFile {
  /** POSIX, relative to the root. */
  readonly file: string;
  /** Undefined while it does not exist. */
  readonly text: string | undefined;
}

/** True for a file that is named as seams are. */
export const isSeamName = (file: string): boolean => /(^|\/)unconduct\.[cm]?[jt]s$/.test(file);

/** True where a seam's code hands an app to this function of the runtime. */
export const seamWraps = (context: PlanContext, name: "unconduct" | "withHandoffs"): boolean =>
  context.files.some((it) => isSeamName(it) && new RegExp(`\\b${name}\\(app\\b`).test(context.readText(it) ?? ""));

/** The package's seam, or where it belongs: with the project's shared code, in the language of `users`, the files that will import it. */
export function seamFile(context: PlanContext, owner: PackageOfFile, users: readonly string[]): SeamFile {
  const prefix = owner.folder === "" ? "" : `${owner.folder}/`;
  const own = context.files.filter((it) => it.startsWith(prefix) && isSourceFile(it));
  for (const file of own) {
    const text = isSeamName(file) ? context.readText(file) : undefined;
    if (text?.includes("unconduct-runtime")) return { file, text };
  }
  const inPackage = own.map((it) => it.slice(prefix.length));
  const folder = folderFor(
    inPackage,
    users.map((it) => it.slice(prefix.length)),
  );
  const file = below(owner.folder, below(folder, `unconduct${extensionFor(users)}`));
  return { file, text: undefined };
}

/** `lib` where the project has one, else the source folder, else where all users are. */
function folderFor(files: readonly string[], users: readonly string[]): string {
  const top = commonFolder(users);
  const source = ["src", "source"].find((it) => top === it || top.startsWith(`${it}/`));
  const lib = source === undefined ? "lib" : `${source}/lib`;
  if (files.some((it) => it.startsWith(`${lib}/`))) return lib;
  return source ?? (users.length > 1 || isRoute(top) ? outermost(top) : top);
}

/** Folders whose every file a framework serves are no place for shared code. */
const isRoute = (folder: string): boolean => /(^|\/)(app|pages|api|routes)(\/|$)/.test(folder);

const outermost = (folder: string): string => {
  const [first = ""] = folder.split("/");
  return isRoute(first) ? "" : first;
};

function commonFolder(files: readonly string[]): string {
  const [first = [], ...rest] = files.map((it) => it.split("/").slice(0, -1));
  const shared = first.findIndex((name, index) => rest.some((it) => it[index] !== name));
  return (shared < 0 ? first : first.slice(0, shared)).join("/");
}

function extensionFor(users: readonly string[]): string {
  const [extension = ".ts"] = /\.[cm]?[jt]sx?$/.exec(users[0] ?? "") ?? [];
  return extension.replace("x", "");
}
