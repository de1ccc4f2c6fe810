import type { TextTree, TreeVariant } from "./run-codemod-case.ts";

const changed = (tree: TextTree, change: (text: string, file: string) => string): TextTree =>
  new Map([...tree].map(([file, text]) => [file, change(text, file)]));

const isSource = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file);

/** Ways to write a case so that only its bytes differ: whatever a codemod inserts must follow. */
export const treeVariants: Readonly<Record<string, TreeVariant>> = {
  "with CRLF": (tree) => changed(tree, (text) => text.replaceAll("\n", "\r\n")),
  "with tabs": (tree) =>
    changed(tree, (text, file) =>
      isSource(file) || file.endsWith(".json") ? text.replace(/^( {2})+/gm, (it) => "\t".repeat(it.length / 2)) : text,
    ),
  "with comments that are not ASCII": (tree) =>
    changed(tree, (text, file) =>
      isSource(file) && !/unconduct(-cards)?\.[cm]?[jt]s$/.test(file)
        ? text.replace(/\n?$/, "\n// Größe, 大小, \u{1f600}\n")
        : text,
    ),
};
