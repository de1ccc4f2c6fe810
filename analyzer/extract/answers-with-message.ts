import type { ts } from "ts-morph";
import type { Analysis } from "../source/analysis.ts";
import { surfaceOfDeclaration } from "../source/surface-of.ts";
import { isFunctionNode } from "../source/syntax.ts";

const AI_MESSAGE = /^AIMessage(Chunk)?$/;
/** Types whose first argument is what a promise or a stream gives. */
const CARRIERS =
  /^(Promise|AsyncIterable|AsyncIterableIterator|AsyncGenerator|AsyncIterator|ReadableStream|IterableReadableStream)$/;
const MAX_DEPTH = 4;

/**
 * True for a call through the project's own interface that answers with the framework's `AIMessage`: whatever is behind
 * it is a chat model. A method with a body is not meant: what that runs can be read.
 */
export const answersWithMessage = (analysis: Analysis, call: ts.CallExpression, method: ts.MemberName): boolean => {
  const declarations = analysis.references.symbolOf(method)?.declarations ?? [];
  if (!declarations.length || declarations.some((d) => isFunctionNode(d) && d.body)) return false;
  return carriesMessage(analysis.checker, analysis.checker.getTypeAtLocation(call), 0);
};

const carriesMessage = (checker: ts.TypeChecker, type: ts.Type, depth: number): boolean => {
  if (depth > MAX_DEPTH) return false;
  if (type.isUnion()) return type.types.some((part) => carriesMessage(checker, part, depth + 1));
  const name = type.symbol?.name ?? "";
  if (AI_MESSAGE.test(name))
    return type.symbol.declarations?.some((d) => surfaceOfDeclaration(d)?.entry.role === "message") ?? false;
  if (!CARRIERS.test(name)) return false;
  const [given] = checker.getTypeArguments(type as ts.TypeReference); // the carriers are generic interfaces
  return given !== undefined && carriesMessage(checker, given, depth + 1);
};
