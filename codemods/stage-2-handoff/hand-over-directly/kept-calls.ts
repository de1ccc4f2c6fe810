import type { PlanContext } from "../../kit/define-codemod.ts";
import { importBindings } from "../../kit/import-bindings.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { relativeImport } from "../../kit/relative-import.ts";
import type { HopSite } from "./hop-site.ts";
import { literalFor } from "./literal-for.ts";

/** A function that an agent's file needs from now on. */
export interface WantedImport {
  readonly file: string;
  readonly module: string;
  readonly name: string;
}

/** A call that the conductor made on the hop, as the agent's file writes it. */
export interface KeptCall {
  readonly text: string;
  /** None where the file has the function already. */
  readonly wanted: readonly WantedImport[];
}

/** The calls that an agent makes from now on in the conductor's place; a reason where it cannot. */
export function keptCalls(context: PlanContext, read: SourceReader, { hop, conductor }: HopSite): KeptCall[] | string {
  const file = hop.returns?.[0]?.file;
  const source = file === undefined ? undefined : read(file);
  const calls = hop.calls ?? [];
  if (calls.length === 0) return [];
  if (file === undefined || !source)
    return `${conductor} calls ${calls.map((it) => it.name).join(", ")} on this hop, and ${hop.from} is no function that could`;
  const bindings = importBindings(source);
  const kept: KeptCall[] = [];
  for (const call of calls) {
    const text = `${call.name}(${call.args.map((it) => literalFor(source, it)).join(", ")})`;
    const isHere =
      call.file === file || bindings.some((it) => it.local === call.name && it.imported === call.name && !it.typeOnly);
    const isTaken = !isHere && new RegExp(`\\b${call.name.replace(/\$/g, "\\$")}\\b`).test(source.text);
    if (isTaken) return `${conductor} calls ${call.name} on this hop, and ${file} uses that name for something else`;
    const module = relativeImport(context, file, call.file);
    kept.push({ text, wanted: isHere ? [] : [{ file, module, name: call.name }] });
  }
  return kept;
}
