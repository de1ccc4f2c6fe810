import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cacheOf } from "../../cli/disk-cache.ts";
import { tempTree } from "../harness/temp-tree.ts";

describe("the cache on disk", () => {
  it("is in node_modules/.cache where there is a node_modules, hidden from git", () => {
    const root = tempTree({ "node_modules/x/package.json": "{}" });
    const cache = cacheOf(root, undefined);
    expect(cache.read("a")).toBeUndefined();
    expect(existsSync(join(root, "node_modules/.cache"))).toBe(false);
    cache.write("a", "one");
    cache.write("a", "two");
    expect(cache.read("a")).toBe("two");
    expect(readdirSync(join(root, "node_modules/.cache/unconduct")).sort()).toEqual([".gitignore", "a.json"]);
    expect(readFileSync(join(root, "node_modules/.cache/unconduct/.gitignore"), "utf8")).toBe("*\n");
  });

  it("is in .unconduct/cache without one", () => {
    const root = tempTree({ "a.ts": "" });
    cacheOf(root, undefined).write("a", "one");
    expect(readFileSync(join(root, ".unconduct/cache/a.json"), "utf8")).toBe("one");
  });

  it("is where the user says", () => {
    const [root, elsewhere] = [tempTree({ "a.ts": "" }), tempTree({})];
    cacheOf(root, join(elsewhere, "deep/er")).write("a", "one");
    expect(readFileSync(join(elsewhere, "deep/er/a.json"), "utf8")).toBe("one");
    expect(readdirSync(root)).toEqual(["a.ts"]);
  });

  it.each(["node_modules/.cache", "node_modules/.cache/unconduct", ".unconduct", ".unconduct/cache"])(
    "does not follow a link at %s out of the audited folder",
    (at) => {
      const target = tempTree({});
      const root = tempTree({
        ...(at.startsWith("node_modules") ? { "node_modules/x": "" } : {}),
        [at]: { linkTo: target },
      });
      const cache = cacheOf(root, undefined);
      expect(() => cache.write("a", "one")).toThrow("is a link");
      expect(() => cache.read("a")).toThrow("is a link");
      expect(readdirSync(target)).toEqual([]);
    },
  );

  it("takes a node_modules that is a link for none", () => {
    const root = tempTree({ node_modules: { linkTo: tempTree({}) } });
    cacheOf(root, undefined).write("a", "one");
    expect(existsSync(join(root, ".unconduct/cache/a.json"))).toBe(true);
  });

  it("leaves no half-written file behind when the place cannot be taken", () => {
    const root = tempTree({});
    mkdirSync(join(root, ".unconduct/cache/a.json"), { recursive: true });
    writeFileSync(join(root, ".unconduct/cache/a.json/full"), "");
    expect(() => cacheOf(root, undefined).write("a", "one")).toThrow();
    expect(readdirSync(join(root, ".unconduct/cache")).sort()).toEqual([".gitignore", "a.json"]);
  });
});
