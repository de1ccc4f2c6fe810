import { appTypeLines, type SeamStyle } from "../../kit/seam-exports.ts";
import { type GuardedChain, percent, type RecordedUpdate } from "./recorded-chains.ts";

/** One function that the seam exports. */
export interface HandoffEntry {
  readonly name: string;
  /** The app, for the comment. */
  readonly app: string;
  readonly conductor: string;
  readonly chains: readonly GuardedChain[];
}

/** The lines of one export, each with its newline; the recordings' bound stands above each chain. */
export function handoffText(entry: HandoffEntry, style: SeamStyle): string {
  const { indent, newline, semicolon } = style;
  const head = style.require ? `exports.${entry.name} = ` : `export const ${entry.name} = `;
  const lines = [
    ...docLines(
      `Handoffs of ${entry.app} that recorded runs showed; ${entry.conductor} decides whatever they do not show.`,
      style,
    ),
    `${head}${style.typescript ? "<App extends object>(app: App): App" : "(app)"} =>`,
    `${indent}withHandoffs(app, {`,
    `${indent.repeat(2)}conductor: ${quoted(style, entry.conductor)},`,
    `${indent.repeat(2)}chains: [`,
    ...entry.chains.flatMap((it) => chainLines(it, style).map((line) => indent.repeat(3) + line)),
    `${indent.repeat(2)}],`,
    `${indent}})${semicolon}`,
  ];
  return lines.map((it) => it + newline).join("");
}

function docLines(text: string, style: SeamStyle): string[] {
  const types = appTypeLines(style);
  return types.length === 0 ? [`/** ${text} */`] : ["/**", ` * ${text}`, ...types, " */"];
}

/** The bound of one chain as a sentence: the rule of three. */
export const boundText = ({ observed: { agents, support, upperBound } }: GuardedChain): string =>
  `0 exceptions in ${support} recorded runs with ${agents[0]}: at most 3/${support} = ${percent(upperBound)} of runs differ (rule of three, 95 %)`;

function chainLines(chain: GuardedChain, style: SeamStyle): string[] {
  const fields = [...chain.updates].map(([to, update]) => `${keyOf(style, to)}: ${updateText(update, style)}`);
  const names = chain.agents.map((it) => quoted(style, it)).join(", ");
  const { indent } = style;
  const updates = fields.length === 0 ? [] : [`${indent}updates: { ${fields.join(", ")} },`];
  return [
    `// ${chain.agents.join(" -> ")}: ${boundText(chain)}.`,
    "{",
    `${indent}agents: [${names}],`,
    ...updates,
    "},",
  ];
}

function updateText(update: RecordedUpdate, style: SeamStyle): string {
  if (update === "handoff-messages") return quoted(style, update);
  return valueText(update, style);
}

function valueText(value: unknown, style: SeamStyle): string {
  if (typeof value === "string") return quoted(style, value);
  if (Array.isArray(value)) return `[${value.map((it) => valueText(it, style)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, it]) => `${keyOf(style, name)}: ${valueText(it, style)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

const keyOf = (style: SeamStyle, name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(style, name);

function quoted({ quote }: SeamStyle, text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
