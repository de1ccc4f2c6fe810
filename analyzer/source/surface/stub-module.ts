import { SURFACE, surfaceEntry, surfaceGroup } from "./surface.ts";
import type { SurfaceEntry } from "./surface-entry.ts";

const PARAMETERS = ["A", "B", "C", "D", "E", "F", "G"];
/** Defaulted type parameters: without them `BaseChatModel<MyOptions>` is an error type and the kind is lost. */
const DEFAULTED = `<${PARAMETERS.map((p) => `${p} = any`).join(", ")}>`;
/** How many type parameters each generic base takes, so that `StateGraph(State)` keeps its inference. */
const PASSED: Readonly<Record<string, number>> = { StateGraph: 7, StateSchema: 1, Command: 4, Send: 2, Graph: 7 };

const declare = (name: string, entry: SurfaceEntry): string => {
  const id = name === "default" ? "_default" : name;
  const tail = name === "default" ? `export default ${id};` : "";
  const head = name === "default" ? "" : "export ";
  const [form, rest] = [entry.stub.slice(0, entry.stub.indexOf(":")), entry.stub.slice(entry.stub.indexOf(":") + 1)];
  if (entry.stub === "zod") return name === "default" ? "export default __Z.z;" : "export import z = __Z.z;";
  if (form === "class") {
    if (rest === "Client")
      return `${head}declare class ${id} { runs: any; threads: any; assistants: any; store: any; crons: any; constructor(...a: any[]); $remote: true } ${tail}`;
    const passed = PASSED[rest] ? `<${PARAMETERS.slice(0, PASSED[rest]).join(", ")}>` : "";
    return `${head}declare class ${id}${DEFAULTED} extends __U.${rest}${passed} {} ${tail}`;
  }
  if (form === "fn") return `${head}declare const ${id}: typeof __U.${rest}; ${tail}`;
  return `${head}declare const ${id}: ${rest}; ${tail}`;
};

/**
 * Declarations that stand for an external module: every export the table lists, plus `names` that its fallback knows.
 * Undefined when the table does not know the module; its exports are then `any`.
 */
export const stubModule = (specifier: string, names: ReadonlySet<string>): string | undefined => {
  if (!surfaceGroup(specifier)) return undefined;
  const all = new Set(names);
  for (const group of SURFACE) {
    const known = group.modules.some((m) => (m.endsWith("*") ? specifier.startsWith(m.slice(0, -1)) : m === specifier));
    if (known) for (const name of Object.keys(group.exports)) all.add(name);
  }
  const lines: string[] = [];
  for (const name of [...all].sort()) {
    const entry = surfaceEntry(specifier, name);
    if (entry) lines.push(declare(name, entry));
  }
  return `${lines.join("\n")}\nexport {};\n`;
};
