import ignore, { type Ignore } from "ignore";

/** The `.gitignore` files that hold for one folder, from its own up to the root's. */
export interface GitignoreRules {
  /** Whether a path (relative to the root) is ignored; its parent folder must be known not to be. */
  ignores(path: string, isFolder: boolean): boolean;
  /** The same rules with a deeper `.gitignore` before them. A line that is no valid pattern is dropped. */
  within(folder: string, text: string): GitignoreRules;
}

/** Ignores nothing. */
export const NO_GITIGNORE: GitignoreRules = { ignores: () => false, within: (folder, text) => layer(folder, text) };

function layer(folder: string, text: string, outer?: GitignoreRules): GitignoreRules {
  const matcher = matcherOf(text);
  const prefix = folder === "" ? 0 : folder.length + 1;
  const rules: GitignoreRules = {
    ignores(path, isFolder) {
      const verdict = matcher.test(path.slice(prefix) + (isFolder ? "/" : ""));
      if (verdict.ignored || verdict.unignored) return verdict.ignored;
      return outer?.ignores(path, isFolder) ?? false;
    },
    within: (deeper, deeperText) => layer(deeper, deeperText, rules),
  };
  return rules;
}

function matcherOf(text: string): Ignore {
  const matcher = ignore({ allowRelativePaths: true });
  for (const line of text.split(/\r?\n/)) {
    if (isUsable(line)) matcher.add(line);
  }
  return matcher;
}

/** Some odd classes, such as `[z-a]`, become a pattern that throws when it is first used. */
function isUsable(line: string): boolean {
  if (!line.includes("[")) return true;
  try {
    ignore().add(line).ignores("a");
    return true;
  } catch {
    return false;
  }
}
