import { ts } from "ts-morph";
import { FRAMEWORK_STUBS } from "./surface/framework-stubs.ts";
import { SURFACE } from "./surface/surface.ts";

const TABLE = new Set(SURFACE.flatMap((group) => Object.keys(group.exports)));
/** Exports that the table knows by rule, such as the `Chat…` classes of the integrations. */
const BY_RULE = /^(Azure)?Chat[A-Z]|(Saver|Store|Retriever|VectorStore|LLM|Bedrock|Ollama|OpenAI|AI)$/;
/** Names of vendors' methods that run a model, as the stubs declare them. */
const MODEL_CALLS = new Set([...FRAMEWORK_STUBS.matchAll(/(\w+): ModelCall/g)].map((m) => m[1] ?? ""));

/** Where a name may be given to a framework's export: of most identifiers nothing else need be asked. */
const NAMING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ImportClause,
  ts.SyntaxKind.NamespaceImport,
  ts.SyntaxKind.ImportSpecifier,
  ts.SyntaxKind.ExportSpecifier,
  ts.SyntaxKind.BindingElement,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
]);

/**
 * Texts under which a framework export may appear in the loaded files: the table's own names and every alias given to
 * one. Only identifiers with such a text are worth a question to the checker.
 */
export class SurfaceNames {
  readonly #aliases = new Set<string>();

  /** Notes an alias: `import { a as b }`, `export { a as b }`, `const { a: b } = require(…)`, a default import. */
  see(id: ts.Identifier): void {
    const parent = id.parent;
    if (!NAMING.has(parent.kind)) return;
    if (ts.isImportClause(parent) || ts.isNamespaceImport(parent)) this.#aliases.add(id.text);
    else if (
      (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isBindingElement(parent)) &&
      parent.propertyName &&
      parent.propertyName !== id
    )
      this.#aliases.add(id.text);
    else if (ts.isClassLike(parent) && parent.name === id && parent.heritageClauses?.length) this.#aliases.add(id.text);
  }

  /** False only when no framework export goes by this text. */
  has(text: string): boolean {
    return TABLE.has(text) || this.#aliases.has(text) || BY_RULE.test(text);
  }

  /** False only when no vendor's model call goes by this text. */
  isModelCall(text: string): boolean {
    return MODEL_CALLS.has(text) || this.has(text);
  }
}
