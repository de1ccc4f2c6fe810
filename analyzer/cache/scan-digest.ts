import { hash } from "node:crypto";
import { FLOW_LIMIT_BYTES } from "../source/scan/size-limits.ts";
import type { SourceTree } from "../source/source-tree.ts";

/**
 * Digest of all that an audit takes from a scan beside the texts that it reads itself: which files there are, what each
 * imports, what marks its text has, the configuration, the links, what was skipped.
 */
export const scanDigest = (tree: SourceTree): string => {
  const files = [...tree.files.values()].map((f) => [f.path, f.marks, f.bytes <= FLOW_LIMIT_BYTES, ...f.specifiers]);
  return hash("sha256", JSON.stringify([files, [...tree.configs], [...tree.links], tree.skipped]));
};
