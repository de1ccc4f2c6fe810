import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changedFiles } from "../../cli/changed-files.ts";
import { tempTree } from "../harness/temp-tree.ts";

const git = (root: string, ...args: string[]): string =>
  execFileSync("git", ["-C", root, "-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
    encoding: "utf8",
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
  }).trim();

const repository = (): string => {
  const root = tempTree({ "a.ts": "1", "pkg/b.ts": "1", "pkg/ä b.ts": "1", ".gitignore": "ignored.ts\n" });
  git(root, "init", "-q", "-b", "trunk");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "first");
  return root;
};

describe("changedFiles", () => {
  it("lists what is changed, staged, committed or new, relative to the audited folder", () => {
    const root = repository();
    const first = git(root, "rev-parse", "HEAD");
    writeFileSync(join(root, "pkg/b.ts"), "2");
    git(root, "commit", "-qam", "second");
    writeFileSync(join(root, "pkg/ä b.ts"), "2");
    writeFileSync(join(root, "pkg/new.ts"), "1");
    writeFileSync(join(root, "ignored.ts"), "1");
    writeFileSync(join(root, "a.ts"), "2");
    git(root, "add", "a.ts");
    expect(changedFiles(root, first)).toEqual({
      commit: first,
      files: new Set(["a.ts", "pkg/b.ts", "pkg/ä b.ts", "pkg/new.ts"]),
    });
    expect(changedFiles(join(root, "pkg"), "HEAD").files).toEqual(new Set(["ä b.ts", "new.ts"]));
  });

  it("compares with where the branches parted, not with what the other one did since", () => {
    const root = repository();
    const parted = git(root, "rev-parse", "HEAD");
    git(root, "checkout", "-qb", "feature");
    git(root, "checkout", "-q", "trunk");
    writeFileSync(join(root, "a.ts"), "theirs");
    git(root, "commit", "-qam", "theirs");
    git(root, "checkout", "-q", "feature");
    writeFileSync(join(root, "pkg/b.ts"), "mine");
    expect(changedFiles(root, "trunk")).toEqual({ commit: parted, files: new Set(["pkg/b.ts"]) });
  });

  it("lists both names of what was renamed, and what was deleted", () => {
    const root = repository();
    git(root, "mv", "pkg/b.ts", "pkg/c.ts");
    rmSync(join(root, "a.ts"));
    expect(changedFiles(root, "HEAD").files).toEqual(new Set(["a.ts", "pkg/b.ts", "pkg/c.ts"]));
  });

  it("works in a shallow clone, and says what is missing there", () => {
    const root = repository();
    writeFileSync(join(root, "a.ts"), "2");
    git(root, "commit", "-qam", "second");
    const clone = join(tempTree({}), "clone");
    git(root, "clone", "-q", "--depth", "1", `file://${root}`, clone);
    writeFileSync(join(clone, "a.ts"), "3");
    expect(changedFiles(clone, "HEAD").files).toEqual(new Set(["a.ts"]));
    expect(() => changedFiles(clone, "HEAD~1")).toThrow(
      expect.objectContaining({ code: "AUDIT_SINCE_BAD_REF", remedy: expect.stringContaining("shallow clone") }),
    );
  });

  it.each(["nowhere", "--output=x", "", "HEAD~99"])("refuses %j, which is no commit", (ref) => {
    expect(() => changedFiles(repository(), ref)).toThrow(expect.objectContaining({ code: "AUDIT_SINCE_BAD_REF" }));
  });

  it("refuses a folder outside any work tree", () => {
    const root = tempTree({ "a.ts": "" });
    expect(() => changedFiles(root, "HEAD")).toThrow(
      expect.objectContaining({ code: "AUDIT_SINCE_NOT_A_REPOSITORY", remedy: expect.stringContaining("leave out") }),
    );
  });

  it("runs no program that the repository's configuration names", () => {
    const root = repository();
    const mark = join(root, "ran");
    for (const key of ["core.fsmonitor", "diff.external"]) git(root, "config", key, `touch '${mark}'; true`);
    writeFileSync(join(root, "a.ts"), "2");
    rmSync(mark, { force: true });
    expect(changedFiles(root, "HEAD").files).toContain("a.ts");
    expect([...changedFiles(root, "HEAD").files]).not.toContain("ran");
  });

  it("says what git says when it fails otherwise", () => {
    const root = tempTree({});
    mkdirSync(join(root, "gone"));
    rmSync(join(root, "gone"), { recursive: true });
    expect(() => changedFiles(join(root, "gone"), "HEAD")).toThrow(/git rev-parse failed in .*gone: /);
  });
});
