import { ts } from "ts-morph";
import type { Chain } from "../../contracts/audited-app.ts";
import type { Analysis } from "../source/analysis.ts";
import { walk } from "../source/syntax.ts";

const QUOTE_LIMIT = 120;
/** Words by which a sentence tells an order. */
const ORDER = /\b(first|then|after(wards)?|before|next|finally|lastly|followed by|in (this|that) order|once)\b/i;
const ARROW = /->|→|=>/;
/** What stands above numbered steps; a list of who there is has no such line. */
const STEPS = /\b(order|steps?|workflow|sequence|procedure)\b/i;
const NUMBERED = /^\s*(\d+[.)]|step \d+)/i;

/** Orders of agents that a text asks for; hints, with the sentence, since no model must follow it. */
export const promptChains = (texts: readonly string[], names: readonly string[]): Chain[] => {
  const found = new Map<string, Chain>();
  for (const text of texts)
    for (const { agents, quote } of ordersIn(text, names)) {
      const key = agents.join(">");
      if (!found.has(key))
        found.set(key, {
          agents: [...agents],
          basis: "prompt",
          throughConductor: true,
          confidence: "hint",
          reason: `the prompt says "${quote}"`,
        });
    }
  return [...found.values()];
};

interface Order {
  readonly agents: readonly string[];
  readonly quote: string;
}

const ordersIn = (text: string, names: readonly string[]): readonly Order[] => {
  const lines = text.split("\n");
  const sentences = lines.filter((l) => !NUMBERED.test(l)).flatMap((line) => line.split(/(?<=[.!?;])\s+/));
  const told = sentences.flatMap((sentence): Order[] => {
    const agents = ORDER.test(sentence)
      ? (turned(sentence, names) ?? mentioned(sentence, names))
      : joined(sentence, names);
    return agents.length >= 2 ? [{ agents, quote: quoted(sentence) }] : [];
  });
  const steps = lines.filter((line) => NUMBERED.test(line)).map((line) => ({ line, agents: mentioned(line, names) }));
  const listed = steps.filter((s) => s.agents.length === 1);
  const agents = [...new Set(listed.flatMap((s) => s.agents))];
  const head = lines[lines.findIndex((line) => NUMBERED.test(line)) - 1] ?? "";
  const isList = STEPS.test(head) && agents.length >= 2 && agents.length === listed.length;
  return isList ? [...told, { agents, quote: quoted(steps.map((s) => s.line.trim()).join(" ")) }] : told;
};

/** `a -> b -> c`; none where an arrow stands elsewhere: `[boss -> writer] If the editor agrees, …`. */
const joined = (sentence: string, names: readonly string[]): readonly string[] => {
  const found = placesOf(sentence, names);
  const apart = found.slice(1).some(({ place }, i) => !ARROW.test(sentence.slice(found[i]?.place, place)));
  return apart ? [] : found.map((it) => it.name);
};

/** Agents in the order in which a text names them, each once. */
const mentioned = (text: string, names: readonly string[]): readonly string[] =>
  placesOf(text, names).map((it) => it.name);

const placesOf = (text: string, names: readonly string[]): readonly { name: string; place: number }[] => {
  const at = names.flatMap((name) => {
    const words = name.split(/[_\-\s]+|(?<=[a-z])(?=[A-Z])/).map((w) => w.replace(/[^\w]/g, "\\$&"));
    const place = text.search(new RegExp(`(?<![\\w-])${words.join("[_\\-\\s]?")}(?![\\w-])`, "i"));
    return place < 0 ? [] : [{ name, place }];
  });
  return at.sort((a, b) => a.place - b.place);
};

/** "call c after a and b": what is named behind the word comes first, then the last one before it. */
const turned = (sentence: string, names: readonly string[]): readonly string[] | undefined => {
  const [, before, behind] = /^(.*\w.*?)\b(?:after|once)\b(.*)$/is.exec(sentence) ?? [];
  if (before === undefined || behind === undefined || /\b(then|before|next|followed by)\b|->|→/i.test(sentence))
    return undefined;
  const last = mentioned(before, names).at(-1);
  const first = mentioned(behind, names).filter((name) => name !== last);
  return last === undefined ? undefined : [...first, last];
};

const quoted = (text: string): string => {
  const flat = text.replace(/\s+/g, " ").replaceAll('"', "'").trim();
  return flat.length > QUOTE_LIMIT ? `${flat.slice(0, QUOTE_LIMIT - 1)}…` : flat;
};

/** Texts under a node, constants that it names included. */
export const textsUnder = (analysis: Analysis, root: ts.Node): readonly string[] => {
  const texts: string[] = [];
  walk(root, (node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node))
      texts.push(node.text);
    else if (ts.isIdentifier(node) && /prompt|instruction|system/i.test(node.text) && !isName(node))
      for (const value of analysis.values.of(node)) {
        if (value.t === "text") texts.push(value.text);
        else if (value.t === "unknown" && ts.isTemplateExpression(value.node)) texts.push(value.node.getText());
      }
    return true;
  });
  return texts;
};

/** The name of a property or declaration: no value of its own. */
const isName = (node: ts.Identifier): boolean =>
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
  (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
  ts.isFunctionLike(node.parent);
