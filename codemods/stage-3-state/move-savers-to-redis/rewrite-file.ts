import { ts } from "ts-morph";
import type { PlanContext } from "../../kit/define-codemod.ts";
import type { Change, ManualMark, TextEdit } from "../../kit/edit-plan.ts";
import { type ImportBinding, importedName } from "../../kit/import-bindings.ts";
import { type ImportWish, importEdits, usesRequire } from "../../kit/import-edits.ts";
import { lineOf } from "../../kit/line-around.ts";
import { packageOfFile } from "../../kit/package-of-file.ts";
import { relativeImport } from "../../kit/relative-import.ts";
import { styleOf } from "../../kit/text-style.ts";
import { walkNodes } from "../../kit/walk-nodes.ts";
import { changeId, type ParsedFile, type SaverSite } from "./saver-site.ts";

/** What is done to one file. */
export interface RewrittenFile {
  readonly changes: readonly Change[];
  /** Imports and widened types, which the changes share. */
  readonly shared: readonly TextEdit[];
  readonly marks: readonly ManualMark[];
}

/** In-memory classes by their exported name, with the base that a type should name instead. */
const baseOf = { MemorySaver: "BaseCheckpointSaver", InMemoryStore: "BaseStore" } as const;
const isInMemory = (name: string): name is keyof typeof baseOf => name in baseOf;

/** Replaces the savers of one file by those of the seam, widens types that name an in-memory class, and mends the imports. */
export function rewriteFile(
  context: PlanContext,
  parsed: ParsedFile,
  savers: readonly SaverSite[],
  seam: { readonly file: string; nameFor(saver: SaverSite): string },
): RewrittenFile {
  const { file, source } = parsed;
  const taken = identifiers(source);
  const wishes = new Map<string, ImportWish>();
  const module = relativeImport(context, file, seam.file);
  const changes = savers.map((saver): Change => {
    const name = seam.nameFor(saver);
    const local = wishes.get(name)?.local ?? freeLocal(name, taken, parsed, module);
    wishes.set(name, { module, name, local, typeOnly: false });
    return toChange(saver, local);
  });
  const widened = widenTypes(parsed, taken);
  const replaced = new Set<ts.Node>([...savers.map((it) => it.node), ...widened.nodes]);
  const remove = parsed.bindings.filter((it) => isUnused(source, it, replaced) && touches(it, [...replaced]));
  const require = usesRequire(file, source, packageOfFile(context, file).isModule);
  const add = [...wishes.values(), ...widened.wishes];
  const imports = importEdits({ file, source, style: styleOf(source), add, remove, require });
  return { changes, shared: [...widened.edits, ...imports], marks: instanceMarks(parsed) };
}

function toChange(saver: SaverSite, local: string): Change {
  const {
    parsed: { file, source },
    node,
    className,
    kind,
  } = saver;
  const start = node.getStart(source);
  const line = lineOf(source.text, start);
  const edits = [{ file, start, end: node.end, text: local }];
  return { id: changeId(saver), file, line, what: `${className} becomes the ${kind} on Redis (${local})`, edits };
}

/** `let saver: MemorySaver` cannot hold another saver. */
function widenTypes({ file, source, bindings }: ParsedFile, taken: ReadonlySet<string>) {
  const nodes: ts.Node[] = [];
  const edits: TextEdit[] = [];
  const wishes = new Map<string, ImportWish>();
  walkNodes(source, (node) => {
    if (!ts.isTypeReferenceNode(node)) return;
    const from = importedName(bindings, node.typeName);
    if (!from || !isInMemory(from.name) || !from.module.startsWith("@langchain/langgraph")) return;
    const base = baseOf[from.name];
    const name = node.typeName;
    nodes.push(node);
    if (ts.isQualifiedName(name)) {
      edits.push({ file, start: name.right.getStart(source), end: name.right.end, text: base });
      return;
    }
    const known = bindings.find((it) => it.module === from.module && it.imported === base);
    const local = known?.local ?? (taken.has(base) ? `Langgraph${base}` : base);
    if (!known) wishes.set(base, { module: from.module, name: base, local, typeOnly: true });
    edits.push({ file, start: name.getStart(source), end: name.end, text: local });
  });
  return { nodes, edits, wishes: [...wishes.values()] };
}

/** `x instanceof MemorySaver` compiles and is never true again. */
function instanceMarks({ file, source, bindings }: ParsedFile): ManualMark[] {
  const marks: ManualMark[] = [];
  walkNodes(source, (node) => {
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return;
    const name = importedName(bindings, node.right)?.name;
    if (name === undefined || !isInMemory(name)) return;
    const line = lineOf(source.text, node.getStart(source));
    marks.push({ file, line, reason: `no saver of this app is a ${name} any more; decide what this test is for` });
  });
  return marks;
}

/** A binding that one of the replaced nodes used. */
const touches = (binding: ImportBinding, replaced: readonly ts.Node[]): boolean =>
  replaced.some((node) => {
    let found = false;
    walkNodes(node, (it) => {
      if (ts.isIdentifier(it) && it.text === binding.local) found = true;
    });
    return found;
  });

function isUnused(
  source: ts.SourceFile,
  { local, node: own, imported }: ImportBinding,
  replaced: ReadonlySet<ts.Node>,
): boolean {
  if (imported === "*" || imported === "default") return false;
  let used = false;
  const visit = (node: ts.Node): void => {
    if (node === own || replaced.has(node) || used) return;
    if (ts.isIdentifier(node) && node.text === local && !isMemberName(node)) used = true;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return !used;
}

const isMemberName = (node: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node);

/** The exported name, or another where the file uses that one for something else. */
function freeLocal(name: string, taken: ReadonlySet<string>, { bindings }: ParsedFile, module: string): string {
  const known = bindings.find((it) => it.module === module && it.imported === name);
  if (known) return known.local;
  const others = Array.from({ length: taken.size + 1 }, (_, index) => `${name}${index + 2}`);
  return [name, ...others].find((it) => !taken.has(it)) ?? name;
}

function identifiers(source: ts.SourceFile): ReadonlySet<string> {
  const texts = new Set<string>();
  walkNodes(source, (node) => {
    if (ts.isIdentifier(node)) texts.add(node.text);
  });
  return texts;
}
