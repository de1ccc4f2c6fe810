import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "../..");

/**
 * Puts the runtime as built, and what it needs, among the packages of every folder of a checkout that has LangGraph
 * installed: what the install after a migration would add. Gives back what takes it away again.
 */
export function addRuntime(root: string): () => void {
  if (!existsSync(join(repository, "runtime/dist"))) throw new Error("the runtime is not built: npm run build");
  const added = packageFolders(root).flatMap(addTo);
  return () => {
    for (const it of added) rmSync(it, { recursive: true, force: true });
  };
}

/** The `node_modules` folders, some steps below the root at most, in which LangGraph is found. */
export function packageFolders(root: string, depth = 0): string[] {
  const own = join(root, "node_modules");
  const folders = depth > 4 ? [] : readdirSync(root, { withFileTypes: true }).filter((it) => it.isDirectory());
  return [
    ...(existsSync(join(own, "@langchain/langgraph")) ? [own] : []),
    ...folders
      .filter((it) => it.name !== "node_modules" && !it.name.startsWith("."))
      .flatMap((it) => packageFolders(join(root, it.name), depth + 1)),
  ];
}

function addTo(modules: string): string[] {
  const runtime = join(modules, "unconduct-runtime");
  const ioredis = join(modules, "ioredis");
  cpSync(join(repository, "runtime/package.json"), join(runtime, "package.json"));
  cpSync(join(repository, "runtime/dist"), join(runtime, "dist"), { recursive: true });
  copyPackage("zod", join(runtime, "node_modules/zod"));
  // A strict layout has the runtime's peers beside it, not beside the project's own packages.
  const checkpoint = join(realpathSync(join(modules, "@langchain/langgraph")), "../langgraph-checkpoint");
  if (!existsSync(join(modules, "@langchain/langgraph-checkpoint")) && existsSync(checkpoint)) {
    mkdirSync(join(runtime, "node_modules/@langchain"), { recursive: true });
    symlinkSync(realpathSync(checkpoint), join(runtime, "node_modules/@langchain/langgraph-checkpoint"));
  }
  if (existsSync(ioredis)) return [runtime];
  copyPackage("ioredis", ioredis);
  return [runtime, ioredis];
}

const copyPackage = (name: string, to: string): void =>
  cpSync(join(repository, "node_modules", name), to, { recursive: true, dereference: true });
