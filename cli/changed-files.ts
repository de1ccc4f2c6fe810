import { spawnSync } from "node:child_process";
import { UnconductError } from "../contracts/unconduct-error.ts";

/** What differs from a commit. */
export interface ChangedFiles {
  /** The commit compared with: where the present one and the ref parted, or the ref's own. */
  readonly commit: string;
  /** POSIX paths relative to the audited folder: changed, added or not tracked yet; committed or not. */
  readonly files: ReadonlySet<string>;
}

/**
 * Asks git which files below `folder` differ from `ref`. Runs no hook, filter or external diff of the repository.
 * @throws UnconductError `AUDIT_SINCE_NO_GIT`, `AUDIT_SINCE_NOT_A_REPOSITORY`, `AUDIT_SINCE_BAD_REF` or `AUDIT_SINCE_FAILED`.
 */
export function changedFiles(folder: string, ref: string): ChangedFiles {
  if (git(folder, ["rev-parse", "--is-inside-work-tree"]).trim() !== "true") throw notARepository(folder);
  const tip = commitOf(folder, ref);
  const parted = tryGit(folder, ["merge-base", tip, "HEAD"]);
  const commit = parted.status === 0 ? parted.stdout.trim() : tip;
  const differing = git(folder, ["diff", "--name-only", "--relative", "--no-renames", "--no-ext-diff", "-z", commit]);
  const untracked = git(folder, ["ls-files", "--others", "--exclude-standard", "-z"]);
  return { commit, files: new Set(`${differing}${untracked}`.split("\0").filter((path) => path !== "")) };
}

function commitOf(folder: string, ref: string): string {
  const found = tryGit(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  if (found.status === 0) return found.stdout.trim();
  throw new UnconductError(
    "AUDIT_SINCE_BAD_REF",
    `--since ${ref}: git in ${folder} knows no such commit.`,
    "Give a branch, tag or commit that is there; in CI, fetch it first (a shallow clone has one commit only).",
  );
}

function git(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr } = tryGit(folder, args);
  if (status === 0) return stdout;
  if (/not a git repository/i.test(stderr)) throw notARepository(folder);
  const said = stderr.trim().split("\n")[0] ?? "";
  throw new UnconductError(
    "AUDIT_SINCE_FAILED",
    `git ${args[0]} failed in ${folder}: ${said}.`,
    "Leave out --since, or mend what git says.",
  );
}

const notARepository = (folder: string): UnconductError =>
  new UnconductError(
    "AUDIT_SINCE_NOT_A_REPOSITORY",
    `--since needs git, and ${folder} is in no git work tree.`,
    "Audit a folder of a git work tree, or leave out --since.",
  );

// An fsmonitor hook is a program that the repository's own configuration may name.
const quiet = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];

function tryGit(folder: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const options = { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, LC_ALL: "C" } } as const;
  const ended = spawnSync("git", ["-C", folder, ...quiet, ...args], options);
  if (ended.error === undefined) return ended;
  const remedy = "Install git and put it on PATH, or leave out --since.";
  throw new UnconductError("AUDIT_SINCE_NO_GIT", `--since needs git: ${ended.error.message}.`, remedy, {
    cause: ended.error,
  });
}
