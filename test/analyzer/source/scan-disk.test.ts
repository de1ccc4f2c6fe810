import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { diskFolder } from "../../../analyzer/source/disk-folder.ts";
import { createResolver } from "../../../analyzer/source/resolve/resolve-module.ts";
import type { ReadableFolder } from "../../../analyzer/source/scan/readable-folder.ts";
import { scanMemory } from "../../../analyzer/source/scan/scan-memory.ts";
import { scanDisk } from "../../../analyzer/source/scan-disk.ts";

let base: string;
let root: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "scan disk ")));
  root = join(base, "root");
  mkdirSync(root);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const write = (path: string, text = "", below = root): void => {
  mkdirSync(dirname(join(below, path)), { recursive: true });
  writeFileSync(join(below, path), text);
};
const link = (path: string, target: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
};
const systemError = (code: string): Error => Object.assign(new Error(`${code}: at ${root}`), { code });

/** The disk, but for what `broken` replaces: this suite may run as root, whom no permission stops. */
const scanWith = (broken: (disk: ReadableFolder) => Partial<ReadableFolder>) =>
  scanDisk(root, {
    open: (real) => {
      const disk = diskFolder(real);
      return { ...disk, ...broken(disk) };
    },
  });

describe("a path that cannot be audited", () => {
  it("is refused when it is not there", () => {
    expect(() => scanDisk(join(root, "gone"))).toThrow(
      expect.objectContaining({ code: "AUDIT_PATH_MISSING", message: expect.stringContaining("gone") }),
    );
  });

  it("is refused when it is a file, with the hint to give its folder", () => {
    write("a.ts");
    expect(() => scanDisk(join(root, "a.ts"))).toThrow(
      expect.objectContaining({ code: "AUDIT_PATH_NOT_FOLDER", remedy: "Give its folder." }),
    );
  });

  it("is refused when it holds no source", () => {
    write("README.md");
    expect(() => scanDisk(root)).toThrow(expect.objectContaining({ code: "AUDIT_NOTHING_READABLE" }));
  });

  it("is refused with a reason when all of it is unreadable", () => {
    link("a.ts", "gone.ts");
    expect(() => scanDisk(root)).toThrow(/a\.ts: dangling link/);
  });
});

describe("links", () => {
  it("never leave the root", () => {
    write("secret/s.ts", "", base);
    write("a.ts");
    link("away", join(base, "secret"));
    link("s.ts", "../secret/s.ts");
    link("notes.md", join(base, "secret/s.ts"));
    const tree = scanDisk(root);
    expect([...tree.files.keys()]).toEqual(["a.ts"]);
    expect(tree.skipped).toEqual([
      { file: "away", reason: "link leaves the audited folder" },
      { file: "s.ts", reason: "link leaves the audited folder" },
    ]);
  });

  it("leave it neither when the outside folder's name begins like the root's", () => {
    write("x.ts", "", join(base, "root-2"));
    write("a.ts");
    link("x.ts", "../root-2/x.ts");
    expect(scanDisk(root).skipped).toEqual([{ file: "x.ts", reason: "link leaves the audited folder" }]);
  });

  it("make no loop", () => {
    write("src/a.ts");
    link("src/up", "..");
    link("src/self", ".");
    link("src/round", "round");
    const tree = scanDisk(root);
    expect([...tree.files.keys()]).toEqual(["src/a.ts"]);
    expect(tree.skipped).toEqual([
      { file: "src/round", reason: "link that leads to itself" },
      { file: "src/self", reason: "link to a folder that holds it (a loop)" },
      { file: "src/up", reason: "link to a folder that holds it (a loop)" },
    ]);
  });

  it("inside the root list nothing twice, but imports go through them", () => {
    write("shared/tool.ts");
    write("app/main.ts", `import "./shared/tool"; import "./one"`);
    link("app/shared", "../shared");
    link("app/one.ts", "../shared/tool.ts");
    const tree = scanDisk(root);
    expect([...tree.files.keys()]).toEqual(["app/main.ts", "shared/tool.ts"]);
    expect(tree.skipped).toEqual([]);
    const resolver = createResolver(tree);
    for (const specifier of ["./shared/tool", "./one", "./one.js"]) {
      expect(resolver.resolve(specifier, "app/main.ts")).toEqual({
        kind: "file",
        path: "shared/tool.ts",
        guessed: false,
      });
    }
  });

  it("to what is left out are named", () => {
    write("a.ts");
    write("node_modules/x/i.ts");
    link("vendored", "node_modules/x");
    expect(scanDisk(root).skipped).toEqual([{ file: "vendored", reason: "link to node_modules/x, which is left out" }]);
  });

  it("may be the root itself, and a configuration file", () => {
    write("a.ts");
    write("config/base.txt", `{ "name": "app" }`);
    link("package.json", "config/base.txt");
    symlinkSync(root, join(base, "alias"));
    const tree = scanDisk(join(base, "alias"));
    expect([...tree.files.keys()]).toEqual(["a.ts"]);
    expect(tree.configs.get("package.json")).toBe(`{ "name": "app" }`);
  });

  it("do not smuggle in a tsconfig's base from outside", () => {
    write("base.json", "{}", base);
    write("a.ts");
    write("tsconfig.json", `{ "extends": "./away/base.json" }`);
    link("away", base);
    expect([...scanDisk(root).configs.keys()]).toEqual(["tsconfig.json"]);
  });
});

describe("what a disk may hold", () => {
  it("is never waited for: a pipe with a source's name is skipped", () => {
    write("a.ts");
    execFileSync("mkfifo", [join(root, "pipe.ts")]);
    const tree = scanDisk(root);
    expect(tree.skipped).toEqual([{ file: "pipe.ts", reason: "not a regular file: a pipe, a socket or a device" }]);
  });

  it("is not read through a pipe or a link that took a listed file's place", () => {
    write("a.ts", "text");
    write("b.ts", "text");
    const tree = scanDisk(root);
    rmSync(join(root, "a.ts"));
    execFileSync("mkfifo", [join(root, "a.ts")]);
    rmSync(join(root, "b.ts"));
    link("b.ts", "/etc/hostname");
    expect(tree.readText("a.ts")).toBeUndefined();
    expect(tree.readText("b.ts")).toBeUndefined();
  });

  it("may be unreadable in parts, and the rest is still scanned", () => {
    for (const path of ["a.ts", "locked.ts", "closed/b.ts", "package.json", "sub/.gitignore", "sub/c.ts"])
      write(path, "{}");
    const denied = (path: string): never => {
      throw systemError(path === "locked.ts" ? "EACCES" : "EIO");
    };
    const tree = scanWith((disk) => ({
      entries: (folder) => (folder === "closed" ? denied(folder) : disk.entries(folder)),
      read: (path, limit) => (path === "a.ts" || path === "sub/c.ts" ? disk.read(path, limit) : denied(path)),
    }));
    expect([...tree.files.keys()]).toEqual(["a.ts", "sub/c.ts"]);
    expect(tree.skipped).toEqual([
      { file: "closed", reason: "folder cannot be listed: the disk reports an error (EIO)" },
      { file: "locked.ts", reason: "cannot be read: permission denied (EACCES)" },
      { file: "package.json", reason: "cannot be read: the disk reports an error (EIO)" },
      {
        file: "sub/.gitignore",
        reason: "cannot be read, so nothing is ignored by it: the disk reports an error (EIO)",
      },
    ]);
  });

  it("may be a root that cannot be listed", () => {
    const tree = () =>
      scanWith(() => ({
        entries: () => {
          throw systemError("EACCES");
        },
      }));
    expect(tree).toThrow(/\.: folder cannot be listed: permission denied/);
  });

  it("may lie as deep as a path can reach", () => {
    const deep = `${"folder/".repeat(500)}a.ts`;
    write(deep);
    expect([...scanDisk(root).files.keys()]).toEqual([deep]);
  });

  it("may be listed in any order", () => {
    for (const path of ["b/x.ts", "b.ts", "a.ts", "b/a.ts", "tsconfig.json"]) write(path, "{");
    link("l.ts", "gone");
    link("k.ts", "gone");
    const reversed = scanWith((disk) => ({ entries: (folder) => [...disk.entries(folder)].reverse() }));
    const tree = scanDisk(root);
    expect([...reversed.files]).toEqual([...tree.files]);
    expect(reversed.skipped).toEqual(tree.skipped);
  });
});

describe("disk and memory", () => {
  const name = fc.constantFrom(
    "src",
    "dist",
    "a.ts",
    "b.test.ts",
    "package.json",
    "tsconfig.json",
    ".gitignore",
    "x y",
    "é.js",
  );
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  const text = fc.constantFrom("", "{}", "{", "src/\n!a.ts", `import "openai"; import "./a"`, "\u0000", "\ufeffx");

  it("give the same tree", () => {
    fc.assert(
      fc.property(fc.dictionary(path, text, { maxKeys: 12, noNullPrototype: true }), (wanted) => {
        rmSync(root, { recursive: true });
        const files = new Map(Object.entries({ ...withoutClashes(wanted), "main.ts": "" }));
        for (const [at, content] of files) write(at, content);
        const { readText: _disk, ...onDisk } = scanDisk(root);
        const { readText: _memory, ...inMemory } = scanMemory(files);
        expect(onDisk).toEqual(inMemory);
      }),
      { numRuns: 60 },
    );
  });

  /** No path is both a file and a folder. */
  const withoutClashes = (files: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(files).filter(([at]) => !Object.keys(files).some((other) => other.startsWith(`${at}/`))),
    );
});
