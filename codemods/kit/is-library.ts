import { isRecord, type PackageOfFile } from "./package-of-file.ts";

/** True for a package that others install beside the framework: they decide where state is kept. */
export const isLibrary = ({ manifest }: PackageOfFile): boolean =>
  manifest.private !== true &&
  isRecord(manifest.peerDependencies) &&
  (manifest.exports ?? manifest.types) !== undefined;
