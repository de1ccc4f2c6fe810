import { ts } from "ts-morph";
import type { Analysis } from "../../source/analysis.ts";
import { surfaceOf } from "../../source/surface-of.ts";

/** What a saver's or store's class is. */
export interface SaverClass {
  readonly kind: "saver" | "store";
  readonly name: string;
  readonly durability: "process" | "external" | "unknown";
}

/** The framework's class that an expression names; undefined: none that keeps state. */
export const frameworkClass = (analysis: Analysis, callee: ts.Expression): SaverClass | undefined => {
  const surface = surfaceOf(analysis.references, callee);
  if (!surface || !/^(saver|store)-/.test(surface.entry.role)) return undefined;
  const [kind, durability] = surface.entry.role.split("-") as ["saver" | "store", "process" | "external"]; // the roles are written so
  return { kind, name: surface.name, durability };
};

/** A class of the project that extends one of the framework's. */
export const ownClass = (analysis: Analysis, node: ts.ClassLikeDeclaration): SaverClass | undefined => {
  const base = node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  const surface = base && frameworkClass(analysis, base);
  if (!surface || !node.name) return undefined;
  const durability = surface.durability === "process" ? "process" : "unknown";
  return { kind: surface.kind, name: node.name.text, durability };
};
