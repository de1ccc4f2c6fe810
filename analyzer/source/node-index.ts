import { ts } from "ts-morph";

/** A node of the kinds that {@link NodeIndex} keeps. */
export type IndexedNode =
  | ts.CallExpression
  | ts.NewExpression
  | ts.ClassDeclaration
  | ts.VariableDeclaration
  | ts.PropertyDeclaration
  | ts.PropertyAssignment
  | ts.ShorthandPropertyAssignment;

const KINDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.ShorthandPropertyAssignment,
]);

/** Where a fact that is no call, state or dispatch shows: in what is imported, read, named or written as a text. */
const HINTS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.RegularExpressionLiteral,
]);

/** 1: kept, 2: a hint, 3: both. A table by kind, since it is asked of millions of nodes. */
const PART = Uint8Array.from(
  { length: ts.SyntaxKind.Count },
  (_, kind) => (KINDS.has(kind) ? 1 : 0) + (HINTS.has(kind) ? 2 : 0),
);

/** The nodes of the loaded files that the questions of the extraction begin at, so that the trees are walked once. */
export class NodeIndex {
  readonly #nodes: IndexedNode[] = [];
  readonly #hints: ts.Node[] = [];

  /** Takes a node in, if it is of a kind that is kept. To be called in the order of a walk. */
  see(node: ts.Node): void {
    const part = PART[node.kind] ?? 0;
    if (part === 0) return;
    if ((part & 1) !== 0) this.#nodes.push(node as IndexedNode); // KINDS lists its kinds
    if ((part & 2) !== 0) this.#hints.push(node);
  }

  /** In file order, each before what stands under it. */
  get all(): readonly IndexedNode[] {
    return this.#nodes;
  }

  /** Imports, calls, property reads, named properties and literals, in file order. */
  get hints(): readonly ts.Node[] {
    return this.#hints;
  }
}
