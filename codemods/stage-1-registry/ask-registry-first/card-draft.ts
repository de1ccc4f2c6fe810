import { ts } from "ts-morph";
import type { Agent, AuditedApp } from "../../../contracts/audited-app.ts";
import type { Card } from "../../../contracts/card.ts";
import type { SourceReader } from "../../kit/read-source.ts";
import { agentTexts } from "./agent-texts.ts";
import { importedFile } from "./imported-file.ts";
import { saidOfAgents } from "./said-of-agents.ts";

/** Skills are left to people: code does not tell what users ask for. */
export type DraftedCard = Omit<Card, "skills">;

/**
 * A card for each agent that a conductor can pick: what the conductor's prompt says of it, else its own prompt; its tools as
 * tags; what it fills; what follows it where code fixes that. For people to edit.
 */
export function draftCards(
  read: SourceReader,
  app: AuditedApp,
  files: readonly string[],
  picked: ReadonlySet<string>,
): DraftedCard[] {
  const agents = app.agents.filter((it) => isCarded(it, picked));
  const elsewhere = [...picked].filter((it) => !app.agents.some(({ name }) => name === it)).sort(); // graphs that a platform runs
  const names = [...agents.map((it) => it.name), ...elsewhere];
  const said = saidOfAgents(read, withImports(read, [...new Set([...files, app.graph.file])]), names);
  return [
    ...agents.map((agent) => draftCard(read, app, agent, said.get(agent.name))),
    ...elsewhere.map((name) => cardFor(name, { description: said.get(name) ?? `The graph ${name}.` })),
  ];
}

/** Files, and those that they import from their own package: prompts are often kept apart. */
function withImports(read: SourceReader, files: readonly string[]): string[] {
  const imported = files.flatMap((file) => {
    const statements = read(file)?.statements.filter(ts.isImportDeclaration) ?? [];
    return statements.flatMap(({ moduleSpecifier: it }) =>
      ts.isStringLiteral(it) ? (importedFile(read, file, it.text)?.fileName ?? []) : [],
    );
  });
  return [...new Set([...files, ...imported])];
}

/** Agents, and what else a site can choose; names that exist only at run time are none. */
const isCarded = ({ name, role }: Agent, picked: ReadonlySet<string>): boolean =>
  !name.startsWith("<") && !/^__.*__$/.test(name) && (role === "agent" || picked.has(name)) && role !== "conductor";

function draftCard(read: SourceReader, app: AuditedApp, agent: Agent, said: string | undefined): DraftedCard {
  const { prompt, tools } = agent.kind === "subgraph" ? { prompt: undefined, tools: [] } : agentTexts(read, agent);
  const able = tools.length === 0 ? "" : ` Its tools: ${tools.join(", ")}.`;
  return cardFor(agent.name, {
    description: `${said ?? prompt ?? `The agent ${agent.name}.`}${able}`,
    tools,
    yields: (agent.writes ?? []).filter((it) => it !== "messages"),
    successors: successorsOf(app, agent.name),
  });
}

interface CardFacts extends Partial<Pick<Card, "yields" | "successors">> {
  readonly description: string;
  readonly tools?: readonly string[];
}

function cardFor(name: string, { description, tools = [], yields = [], successors = null }: CardFacts): DraftedCard {
  const words = wordsOf(name);
  return {
    contract: "card/1",
    id: name,
    name: words.join(" ").replace(/^./, (it) => it.toUpperCase()),
    description,
    tags: [...new Set([words.join(" ").toLowerCase(), ...tools])].filter((it) => it !== ""),
    examples: [],
    needs: [],
    yields,
    successors,
    tier: null,
    version: "1.0.0",
    tenants: "all",
  };
}

/** What proven chains say comes next; null where nothing does. */
function successorsOf({ chains }: AuditedApp, agent: string): string[] | null {
  const next = chains
    .filter((it) => it.confidence === "proven" && (it.basis === "static" || it.basis === "code"))
    .flatMap(({ agents }) =>
      agents.flatMap((name, index) => (name === agent ? agents.slice(index + 1, index + 2) : [])),
    );
  return next.length === 0 ? null : [...new Set(next)].sort();
}

/** `queryUnderstanding`, `query_understanding`: query, understanding. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((it) => it !== "")
    .map((it) => (/^[A-Z]+$/.test(it) ? it : it.toLowerCase()));
