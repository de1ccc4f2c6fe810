import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

type Built = Pick<typeof import("../../adapters/langgraph/index.ts"), "unconduct" | "shimOf"> &
  Pick<typeof import("../../adapters/redis/index.ts"), "RedisDecisionLog">;

const root = new URL("../../", import.meta.url);

/** Builds what {@link builtRuntime} loads, in a process of its own. */
export const buildRuntime = (): void => {
  const options = {
    cwd: fileURLToPath(root),
    stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"],
  };
  execFileSync("npm", ["run", "--silent", "build"], options);
};

/**
 * The adapters as they ship. The sources run by tsx would be measured with a call for each closure that they make. Throws
 * when there is nothing built to load.
 */
export const builtRuntime = async (): Promise<Built> => {
  const load = async (part: string): Promise<object> => {
    const entry = new URL(`runtime/dist/adapters/${part}/index.js`, root);
    if (!existsSync(entry)) throw new Error(`the build left no ${fileURLToPath(entry)}: run npm run build and look`);
    return import(entry.href) as Promise<object>;
  };
  return { ...(await load("langgraph")), ...(await load("redis")) } as Built; // built from what the types name
};
