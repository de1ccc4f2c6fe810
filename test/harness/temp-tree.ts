import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** What lies at a path: a text, bytes, or a symbolic link (its target as written). */
export type TreeEntry = string | Uint8Array | { readonly linkTo: string };

/** Writes files into a new folder outside the repository, removed when the test ends; gives the folder. */
export function tempTree(entries: Readonly<Record<string, TreeEntry>>): string {
  const root = mkdtempSync(join(tmpdir(), "unconduct-tree-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, entry] of Object.entries(entries)) {
    const absolute = join(root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    if (typeof entry === "string" || entry instanceof Uint8Array) writeFileSync(absolute, entry);
    else symlinkSync(entry.linkTo, absolute);
  }
  return root;
}
