import { SURFACE, surfaceEntry, surfaceGroup } from "./surface.ts";
import type { SurfaceEntry } from "./surface-entry.ts";

const PARAMETERS = ["A", "B", "C", "D", "E", "F", "G"];
/** Defaulted type parameters: without them `BaseChatModel<MyOptions>` is an error type and the kind is lost. */
const DEFAULTED = `<${PARAMETERS.map((p) => `${p} = any`).join(", ")}>`;
/** How many type parameters each generic base takes, so that `StateGraph(State)` keeps its inference. */
const PASSED: Readonly<Record<string, number>> = { StateGraph: 7, StateSchema: 1, Command: 4, Send: 2, Graph: 7 };

/** The declaration of one export, and how an ES module gives it away. */
const declare = (name: string, entry: SurfaceEntry): { readonly text: string; readonly exported: string } => {
  if (entry.stub === "zod") return { text: `import ${name}_ = __Z.z;`, exported: `${name}_ as ${name}` };
  const id = name === "default" ? "_default" : name;
  const exported = name === "default" ? "_default as default" : name;
  const [form, rest] = [entry.stub.slice(0, entry.stub.indexOf(":")), entry.stub.slice(entry.stub.indexOf(":") + 1)];
  if (form === "fn") return { text: `declare const ${id}: typeof __U.${rest};`, exported };
  if (form !== "class") return { text: `declare const ${id}: ${rest};`, exported };
  if (rest === "Client")
    return {
      text: `declare class ${id} { runs: any; threads: any; assistants: any; store: any; crons: any; constructor(...a: any[]); $remote: true }`,
      exported,
    };
  const passed = PASSED[rest] ? `<${PARAMETERS.slice(0, PASSED[rest]).join(", ")}>` : "";
  return { text: `declare class ${id}${DEFAULTED} extends __U.${rest}${passed} {}`, exported };
};

/**
 * Declarations that stand for an external module: every export the table lists, plus `names` that its fallback knows.
 * Undefined when the table does not know the module; its exports are then `any`.
 */
export const stubModule = (specifier: string, names: ReadonlySet<string>): string | undefined => {
  const group = surfaceGroup(specifier);
  if (!group) return undefined;
  const all = new Set(names);
  for (const { modules, exports } of SURFACE) {
    const known = modules.some((m) => (m.endsWith("*") ? specifier.startsWith(m.slice(0, -1)) : m === specifier));
    if (known) for (const name of Object.keys(exports)) all.add(name);
  }
  const declared = [...all].sort().flatMap((name) => {
    const entry = surfaceEntry(specifier, name);
    return entry ? [declare(name, entry)] : [];
  });
  const texts = declared.map((it) => it.text).join("\n");
  const exported = `export { ${declared.map((it) => it.exported).join(", ")} };`;
  // `require` of such a module gives its default export: the others are properties of it
  if (group.requiredAsDefault) return `${texts}\ndeclare namespace _default { ${exported} }\nexport = _default;\n`;
  return `${texts}\n${exported}\n`;
};
