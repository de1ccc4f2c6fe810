import { LANGCHAIN_SURFACE } from "./langchain-surface.ts";
import { LANGGRAPH_SURFACE } from "./langgraph-surface.ts";
import type { SurfaceEntry, SurfaceGroup } from "./surface-entry.ts";
import { VENDOR_SURFACE } from "./vendor-surface.ts";

/** Every known package family, most specific first. */
export const SURFACE: readonly SurfaceGroup[] = [...LANGGRAPH_SURFACE, ...VENDOR_SURFACE, ...LANGCHAIN_SURFACE];

const matches = (pattern: string, specifier: string): boolean =>
  pattern.endsWith("*") ? specifier.startsWith(pattern.slice(0, -1)) : specifier === pattern;

/** The family of a module specifier, or undefined when the table does not know it. */
export const surfaceGroup = (specifier: string): SurfaceGroup | undefined =>
  SURFACE.find((group) => group.modules.some((pattern) => matches(pattern, specifier)));

/** What `name` exported by `specifier` is, or undefined when the table does not know it. */
export const surfaceEntry = (specifier: string, name: string): SurfaceEntry | undefined => {
  for (const group of SURFACE) {
    if (!group.modules.some((pattern) => matches(pattern, specifier))) continue;
    const entry = Object.hasOwn(group.exports, name) ? group.exports[name] : group.fallback?.(name);
    if (entry) return entry;
  }
  return undefined;
};

/** True for packages whose imports must stay external even in the framework's own monorepo. */
export const isFrameworkPackage = (packageName: string): boolean =>
  packageName === "zod" ||
  SURFACE.some((group) =>
    group.modules.some((m) => m === packageName || m.startsWith(`${packageName}/`) || matches(m, packageName)),
  );
