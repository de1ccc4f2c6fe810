import type { AnswerForm, CallSite } from "../../../contracts/call-site.ts";
import { textLiteral } from "../../kit/text-literal.ts";
import type { TextStyle } from "../../kit/text-style.ts";
import type { ResultReads } from "./result-reads.ts";

/** What stands for the model's answer, by the agent that it names: one expression each. */
export type AnswerTexts = ReadonlyMap<string, string>;

/** How a made-up answer looks: a field's value each, a message with a tool call, a message with a text, or a bare text. */
type Form =
  | { readonly kind: "fields"; readonly fill: readonly string[] }
  | { readonly kind: "tool-call"; readonly tool: string; readonly fill: readonly string[] }
  | { readonly kind: "message"; readonly parts: readonly string[] }
  | { readonly kind: "text" };

/** Must be the runtime's own: it is left out when answers are compared. A test compares the two. */
export const FILLER = "answered by the registry";

const textMethods =
  /^(trim|trimStart|trimEnd|toLowerCase|toUpperCase|includes|startsWith|endsWith|match|replace|replaceAll|split|slice|substring|indexOf|length|toString|normalize|at|charAt)$/;

/** Expressions that the code at the site reads as it reads the model's; a reason where no such answer can be made up. */
export function answerTexts(site: CallSite, reads: ResultReads, style: TextStyle): AnswerTexts | string {
  const { answer } = site;
  if (!answer || answer.values.length === 0)
    return "no value is known that the code turns into one of the agents, whatever else it does with the answer";
  if (reads.lost !== undefined) return `what is read of the answer cannot be told: ${reads.lost}`;
  const form = site.kind === "implicit" ? nodeForm(site, answer) : formOf(answer, reads);
  if (typeof form === "string") return form;
  return new Map(answer.values.map(({ target, value }) => [target, textOf(form, answer, value, style)]));
}

function formOf(answer: AnswerForm, { paths }: ResultReads): Form | string {
  const first = [...new Set(paths.map(([name]) => name))];
  const isWhole = first.includes(undefined);
  const names = first.filter((it) => it !== undefined);
  if (answer.tool !== null && names.includes("tool_calls")) {
    const other = names.find((it) => !["tool_calls", "content", "text"].includes(it));
    if (isWhole || other !== undefined)
      return `the message is ${isWhole ? "handed on whole" : `asked for ${other}`}: only its tool call can be made up`;
    const fill = filled(
      answer,
      answer.fields.map((it) => it.name),
      answer.fields.map((it) => it.name),
    );
    return typeof fill === "string" ? fill : { kind: "tool-call", tool: answer.tool, fill };
  }
  if (answer.structured) {
    if (answer.tool !== null && isWhole) return "the answer is handed on whole, and it may be a message or its parts";
    const known = answer.fields.map((it) => it.name);
    const other = names.find((it) => !known.includes(it));
    if (other !== undefined) return `the answer is asked for ${other}, which its schema does not have`;
    const fill = filled(answer, isWhole ? known : names, known);
    return typeof fill === "string" ? fill : { kind: "fields", fill };
  }
  if (isWhole) return "the answer is handed on whole";
  if (names.length > 0 && names.every((it) => textMethods.test(it))) return { kind: "text" };
  const other = names.find((it) => it !== "content" && it !== "text");
  if (other !== undefined || names.length === 0)
    return `the answer is asked for ${other ?? "nothing"}: only a text can be made up`;
  return { kind: "message", parts: names };
}

/** A chain that is a node gives an update of the state: what it says of the next agent must go by the same name there. */
function nodeForm(site: CallSite, answer: AnswerForm): Form | string {
  const kept = site.evidence.some((it) => it.what.startsWith(`state field ${answer.field} read`));
  return answer.structured && answer.field !== null && kept
    ? { kind: "fields", fill: [] }
    : "the node's update has another form than the model's answer";
}

/** Texts beside the agent's name that must be there because something reads them; a reason where another kind is read. */
function filled(answer: AnswerForm, read: readonly string[], known: readonly string[]): readonly string[] | string {
  const others = answer.fields.filter((it) => it.name !== answer.field && read.includes(it.name));
  const other = others.find((it) => it.kind !== "text");
  if (answer.field === null || !known.includes(answer.field)) return "which field names the agent cannot be told";
  if (other) return `the answer's ${other.name} (${other.kind}) is read as well, and no registry knows it`;
  return others.map((it) => it.name);
}

function textOf(form: Form, answer: AnswerForm, value: string, style: TextStyle): string {
  const text = (it: string): string => textLiteral(it, style);
  const key = (it: string): string => (/^[A-Za-z_$][\w$]*$/.test(it) ? it : text(it));
  const fields = (fill: readonly string[]): string =>
    `{ ${[`${key(answer.field ?? "")}: ${text(value)}`, ...fill.map((it) => `${key(it)}: ${text(FILLER)}`)].join(", ")} }`;
  const said = answer.field === null ? value : JSON.stringify({ [answer.field]: value });
  if (form.kind === "fields") return fields(form.fill);
  if (form.kind === "text") return text(said);
  if (form.kind === "message") return `{ ${form.parts.map((it) => `${it}: ${text(said)}`).join(", ")} }`;
  const call = `name: ${text(form.tool)}, args: ${fields(form.fill)}, id: ${text("registry")}, type: ${text("tool_call")}`;
  return `{ content: ${text("")}, tool_calls: [{ ${call} }] }`;
}
