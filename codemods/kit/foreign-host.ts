import type { PlanContext } from "./define-codemod.ts";
import { below, dependenciesOf, packageOfFile } from "./package-of-file.ts";

const hosts: readonly (readonly [dependency: string, what: string])[] = [
  ["electron", "a desktop app (electron)"],
  ["@tauri-apps/api", "a desktop app (Tauri)"],
  ["react-native", "a mobile app (React Native)"],
  ["expo", "a mobile app (Expo)"],
  ["obsidian", "a desktop app's plugin (Obsidian)"],
];

/** What the web build of the framework is for. */
export const webBuild = "a browser or an edge function (it imports the web build)";

/** Where a file runs that is no server: a browser, an extension, a desktop or mobile app, an edge function; else undefined. */
export function foreignHostOf(context: PlanContext, file: string, text: string): string | undefined {
  if (/^\s*["']use client["']/m.test(text.slice(0, 500))) return 'the browser ("use client")';
  if (/export\s+const\s+runtime\s*=\s*["'](edge|experimental-edge)["']/.test(text)) return "an edge function";
  const owner = packageOfFile(context, file);
  const dependencies = dependenciesOf(owner);
  const host = hosts.find(([name]) => dependencies.has(name));
  if (host) return host[1];
  const manifests = ["manifest.json", "public/manifest.json", "src/manifest.json", "static/manifest.json"];
  const isExtension = manifests.some((it) =>
    /"manifest_version"/.test(context.readText(below(owner.folder, it)) ?? ""),
  );
  const isBuiltAsOne = ["wxt", "plasmo", "@crxjs/vite-plugin"].some((it) => dependencies.has(it));
  return isExtension || isBuiltAsOne ? "a browser extension" : undefined;
}
