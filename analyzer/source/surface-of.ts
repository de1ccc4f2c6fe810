import { ts } from "ts-morph";
import { STUBS } from "./program/program-paths.ts";
import type { References } from "./references.ts";
import { surfaceEntry } from "./surface/surface.ts";
import type { Role, SurfaceEntry } from "./surface/surface-entry.ts";
import { bare } from "./syntax.ts";

/** An export of a framework or SDK that an expression stands for. */
export interface Surface {
  readonly specifier: string;
  readonly name: string;
  readonly entry: SurfaceEntry;
}

/** What framework export `node` (an identifier, or the last name of a property access) is; resolved through the imports, never by its name. */
export const surfaceOf = (references: References, node: ts.Node): Surface | undefined => {
  const at = ts.isParenthesizedExpression(node) ? bare(node) : node; // `(createAgent as any)(…)`
  const name = ts.isPropertyAccessExpression(at) ? at.name : at;
  if (!ts.isIdentifier(name) || !references.mayBeSurface(name)) return undefined;
  const symbol = references.symbolOf(name);
  for (const declaration of symbol ? references.declarationsOf(symbol) : []) {
    const surface = surfaceOfDeclaration(declaration);
    if (surface) return surface;
  }
  return undefined;
};

/** The same for a declaration in a generated stub. */
export const surfaceOfDeclaration = (declaration: ts.Declaration): Surface | undefined => {
  const file = declaration.getSourceFile().fileName;
  if (!file.startsWith(STUBS)) return undefined;
  const specifier = file.slice(STUBS.length).replace(/\.d\.ts$/, "");
  const own = (declaration as ts.NamedDeclaration).name; // every stub declares names only
  const name = own && ts.isIdentifier(own) ? (own.text === "_default" ? "default" : own.text) : undefined;
  const entry = name ? surfaceEntry(specifier, name) : undefined;
  return name && entry ? { specifier, name, entry } : undefined;
};

/** True when `node` stands for an export with one of these roles. */
export const hasRole = (references: References, node: ts.Node, ...roles: readonly Role[]): boolean => {
  const surface = surfaceOf(references, node);
  return surface !== undefined && roles.includes(surface.entry.role);
};
