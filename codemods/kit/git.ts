import { spawnSync } from "node:child_process";
import { migrationError } from "./migration-error.ts";

/** What a project's git can be asked for. Paths are relative to the project's root. */
export interface Git {
  /** Changed and untracked files below the root, as git names them; empty when clean. */
  dirtyFiles(): readonly string[];
  /** Commits exactly these files as they lie on the disk; gives the commit's hash. */
  commit(files: readonly string[], message: string): string;
}

/** The git of a project; undefined where there is no repository or no git. */
export function gitOf(root: string): Git | undefined {
  const inside = run(root, ["rev-parse", "--is-inside-work-tree"]);
  if (inside.status !== 0 || inside.stdout.trim() !== "true") return undefined;
  return {
    dirtyFiles: () => {
      const { stdout } = orThrow(
        run(root, ["status", "--porcelain", "-z", "--no-renames", "--", "."]),
        "look at the state of the tree",
      );
      return stdout
        .split("\0")
        .filter((it) => it !== "")
        .map((it) => it.slice(3));
    },
    commit: (files, message) => {
      orThrow(run(root, ["add", "--all", "--", ...files]), "add the changed files");
      orThrow(run(root, ["commit", "--only", "-m", message, "--", ...files]), "commit the changed files");
      return orThrow(run(root, ["rev-parse", "HEAD"]), "read the new commit").stdout.trim();
    },
  };
}

/** Throws `MIGRATION_TREE_DIRTY` where work that is not committed could be mixed up with the run. */
export function refuseDirty(git: Git | undefined, allowDirty: boolean): void {
  const dirty = allowDirty ? [] : (git?.dirtyFiles() ?? []);
  if (dirty.length === 0) return;
  const some = dirty.slice(0, 5).join(", ") + (dirty.length > 5 ? ` and ${dirty.length - 5} more` : "");
  throw migrationError(
    "MIGRATION_TREE_DIRTY",
    `There are changes that are not committed: ${some}.`,
    "Commit or stash them, so that the run can be looked at by itself, or pass --allow-dirty.",
  );
}

interface GitResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(root: string, args: readonly string[]): GitResult {
  const { status, stdout, stderr } = spawnSync("git", ["-C", root, ...args], { encoding: "utf8", maxBuffer: 64 << 20 });
  return { status, stdout: stdout ?? "", stderr: stderr ?? "" };
}

function orThrow(result: GitResult, what: string): GitResult {
  if (result.status === 0) return result;
  const said = (result.stderr.trim() || result.stdout.trim()).split("\n").slice(0, 5).join("\n");
  const remedy =
    "The files of the run are as the journal says (`unconduct status`); mend git's complaint and commit by hand.";
  throw migrationError("MIGRATION_GIT_FAILED", `git could not ${what}: ${said}`, remedy);
}
