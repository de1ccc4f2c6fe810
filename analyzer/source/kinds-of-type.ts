import { ts } from "ts-morph";

/** What a runnable is: the phantom kind `$k` of its type. `fn` is a runnable without a model in it. */
export type Kind =
  | "model"
  | "agent"
  | "graph"
  | "tool"
  | "tool-node"
  | "retriever"
  | "prompt"
  | "parser"
  | "fn"
  | "lambda"
  | "builder"
  | "unknown";

const MAX_DEPTH = 4;

/** The kinds of a type, through unions, promises and constraints; empty when the type says nothing. */
export const kindsOfType = (checker: ts.TypeChecker, type: ts.Type, depth = 0): ReadonlySet<Kind> => {
  const kinds = new Set<Kind>();
  if (depth > MAX_DEPTH || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return kinds;
  const add = (more: Iterable<Kind>) => {
    for (const kind of more) kinds.add(kind);
  };
  if (type.isUnion()) {
    for (const part of type.types) add(kindsOfType(checker, part, depth + 1));
    return kinds;
  }
  const marker = checker.getPropertyOfType(type, "$k");
  if (marker) {
    const declaration = marker.valueDeclaration ?? marker.declarations?.[0];
    if (declaration) add(literals(checker.getTypeOfSymbolAtLocation(marker, declaration)));
    return kinds;
  }
  // a Promise is always a reference to the generic interface
  const awaited = type.symbol?.name === "Promise" ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
  if (awaited) return kindsOfType(checker, awaited, depth + 1);
  const constraint = type.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(type) : undefined;
  return constraint && constraint !== type ? kindsOfType(checker, constraint, depth + 1) : kinds;
};

const literals = (type: ts.Type): readonly Kind[] => {
  const parts = type.isUnion() ? type.types : [type];
  // the stubs write nothing but members of Kind into `$k`
  return parts.flatMap((part) => (part.isStringLiteral() ? [part.value as Kind] : []));
};

/** True when a type carries a marker property of the stubs, such as `$site`, `$saver` or `$remote`. */
export const hasMarker = (checker: ts.TypeChecker, type: ts.Type, marker: string): boolean => {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return false;
  if (type.isUnion()) return type.types.some((part) => hasMarker(checker, part, marker));
  const constraint = type.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(type) : type;
  return constraint !== undefined && checker.getPropertyOfType(constraint, marker) !== undefined;
};
