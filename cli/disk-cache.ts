import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CacheStore } from "../analyzer/cache/cache-store.ts";

/**
 * The cache of an audited folder. By default it is in the folder's `node_modules`, where package managers leave
 * `.cache` alone, or in `.unconduct/cache` where there are none; `folder` names another place.
 */
export function cacheOf(root: string, folder: string | undefined): CacheStore {
  if (folder !== undefined) return diskCache(resolve(folder), () => undefined);
  const real = resolve(root);
  const steps = kindOf(join(real, "node_modules")) === "folder" ? modulesSteps : ownSteps;
  return diskCache(join(real, ...steps), () => refuseLinks(real, steps));
}

const modulesSteps = ["node_modules", ".cache", "unconduct"];
const ownSteps = [".unconduct", "cache"];

/**
 * Texts as files of a folder, which is made when the first is written, with a `.gitignore` that hides it. A file is
 * written beside its place and renamed, so a run never sees half of what another one writes; the later one wins.
 */
function diskCache(folder: string, check: () => void): CacheStore {
  const fileOf = (name: string): string => join(folder, `${name}.json`);
  return {
    read: (name) => {
      check();
      try {
        return readFileSync(fileOf(name), "utf8");
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
      }
    },
    write: (name, text) => {
      check();
      mkdirSync(folder, { recursive: true });
      writeWhole(join(folder, ".gitignore"), "*\n");
      writeWhole(fileOf(name), text);
    },
  };
}

function writeWhole(file: string, text: string): void {
  const beside = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(beside, text, { flag: "wx" });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** An audited folder is not to be trusted: a link in it must not say where this tool writes. */
function refuseLinks(root: string, steps: readonly string[]): void {
  let path = root;
  for (const step of steps) {
    path = join(path, step);
    if (kindOf(path) === "other") throw new Error(`${path} is a link or a file, not a folder`);
  }
}

function kindOf(path: string): "folder" | "other" | "none" {
  try {
    return lstatSync(path).isDirectory() ? "folder" : "other";
  } catch {
    return "none";
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);
