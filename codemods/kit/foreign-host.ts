import { foreignHosts } from "../../contracts/foreign-hosts.ts";
import type { PlanContext } from "./define-codemod.ts";
import { below, dependenciesOf, packageOfFile } from "./package-of-file.ts";

/** What the web build of the framework is for. */
export const webBuild = "a browser or an edge function (it imports the web build)";

/** `desktop app` as a sentence has it. */
export const withArticle = (what: string): string => `${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`;

/** Where a file runs that is no server: a browser, an extension, a desktop or mobile app, an edge function; else undefined. */
export function foreignHostOf(context: PlanContext, file: string, text: string): string | undefined {
  if (/^\s*["']use client["']/m.test(text.slice(0, 500))) return 'the browser ("use client")';
  if (/export\s+const\s+runtime\s*=\s*["'](edge|experimental-edge)["']/.test(text)) return "an edge function";
  const owner = packageOfFile(context, file);
  const dependencies = dependenciesOf(owner);
  for (const { imports, what, whole } of foreignHosts) {
    const name = whole ? [...dependencies.keys()].find((it) => imports.test(it)) : undefined;
    if (name !== undefined) return `${withArticle(what)} (${name})`;
  }
  const manifests = ["manifest.json", "public/manifest.json", "src/manifest.json", "static/manifest.json"];
  const isExtension = manifests.some((it) =>
    /"manifest_version"/.test(context.readText(below(owner.folder, it)) ?? ""),
  );
  return isExtension ? "a browser extension" : undefined;
}
