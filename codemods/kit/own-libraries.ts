import { getLibFiles, libFolderInMemoryPath } from "@ts-morph/common";

let texts: ReadonlyMap<string, string> | undefined;

/** Folder in which our own compiler finds the declarations of the language; it is on no disk. */
export const ownLibraryFolder: string = libFolderInMemoryPath;

/** Those declarations by absolute path: our compiler carries them in its bundle. */
export function ownLibraries(): ReadonlyMap<string, string> {
  texts ??= new Map(getLibFiles().map(({ fileName, text }) => [`${libFolderInMemoryPath}/${fileName}`, text]));
  return texts;
}
