import type { ts } from "ts-morph";
import type { AppParts } from "../extract/extract-app-parts.ts";
import { rolesAround } from "../flow/graphs-around.ts";
import type { Analysis } from "../source/analysis.ts";
import type { BuiltApp } from "./build-apps.ts";

/** The app whose graph runs this code: by role, by the prebuilt it is, or by being the only one in the file. */
export const appOf = (
  analysis: Analysis,
  parts: AppParts,
  built: readonly BuiltApp[],
  node: ts.Node,
): string | null => {
  for (const role of rolesAround({ analysis, roles: parts.roles }, node)) {
    if (role.t === "tool") continue;
    const owner = built.find((b) => b.source === role.graph);
    if (owner) return owner.app.id;
  }
  const own = built.find((b) => b.source.origin === node);
  if (own) return own.app.id;
  const worker = built.find(
    (b) => "agents" in b.source && b.source.agents.some((a) => a.value.t === "made" && a.value.node === node),
  );
  if (worker) return worker.app.id;
  const { file } = analysis.placeOf(node);
  const inFile = built.filter((b) => b.app.graph.file === file);
  const [only] = inFile;
  if (inFile.length === 1 && only) return only.app.id;
  return built.length === 1 ? (built[0]?.app.id ?? null) : null;
};
