import { type Command, Option } from "commander";
import { type Audit, auditSchema } from "../contracts/audit.ts";
import { parseContractText } from "../contracts/parse-contract.ts";
import { runEvidenceSchema } from "../contracts/run-evidence.ts";
import type { RegisteredCard } from "../shim/ports/registry-index.ts";
import { eligibleFor } from "../shim/registry/eligible.ts";
import type { Lookup } from "../shim/registry/lookup.ts";
import { auditedRuleList } from "./audited-rule-list.ts";
import type { CliIo } from "./cli-io.ts";
import { explainLookup } from "./explain-lookup.ts";
import { cardsOfFile } from "./read-cards.ts";
import { labelledTasksOf } from "./read-labelled-tasks.ts";
import { stateOf } from "./read-state.ts";
import { type RedisFlags, withRedisOptions, withRuntime } from "./redis-options.ts";
import { answerText, cardsText, foundText } from "./registry-text.ts";
import { rulesText } from "./rules-text.ts";
import { writeText } from "./write-text.ts";

interface CardFlags extends RedisFlags {
  readonly cards?: string;
  readonly tenant?: string;
  readonly format: "text" | "json";
}

interface ExplainFlags extends CardFlags {
  readonly last?: string;
  readonly have?: string[];
  readonly want?: string[];
  readonly exclude?: string[];
  readonly allowed?: string[];
  readonly fingerprint?: string;
  readonly evidence?: string;
  readonly labels?: string;
  readonly audit?: string;
  readonly state?: string;
  readonly node?: string;
}

/** Cards found by a search: as many as one screen holds. */
const mostFound = 10;

const help = `
Cards come from the app's Redis, or from a file with --cards: card/1, a list of them, or an A2A AgentCard.

Examples:
  $ unconduct registry list --redis redis://localhost:6379
  $ unconduct registry search "refund an order" --cards cards.json
  $ unconduct registry explain "where is my parcel" --cards cards.json --last triage --evidence evidence.json
  $ unconduct audit . --format json > audit.json && unconduct registry rules audit.json`;

/** Adds `unconduct registry list | search | rules | explain`. */
export function addRegistryCommand(program: Command, io: CliIo): void {
  const registry = program
    .command("registry")
    .summary("agents that are registered, and what the registry would answer")
    .description("Shows capability cards, searches them, and explains an answer. Changes nothing.")
    .addHelpText("after", help);
  withCards(registry.command("list").description("print the agents and who holds them")).action((flags: CardFlags) =>
    list(flags, io),
  );
  withCards(registry.command("search <text>").description("full-text search over the cards")).action(
    (text: string, flags: CardFlags) => search(text, flags, io),
  );
  registry
    .command("rules <audit>")
    .description("rules by which the app's own code picks an agent before its model, from audit/1")
    .addOption(new Option("--format <name>", "what to print").choices(["text", "json"]).default("text"))
    .action((file: string, flags: Pick<CardFlags, "format">) => rules(file, flags, io));
  withCards(registry.command("explain [task]").description("what the registry would answer to a task, and why"))
    .option("--last <agent>", "the agent that ran last; default: none, the beginning")
    .option("--have <channels...>", "channels that hold something")
    .option("--want <channels...>", "channels that should be filled")
    .option("--exclude <agents...>", "agents not to be chosen")
    .option("--allowed <targets...>", "targets declared at this decision point, __end__ included where it is one")
    .option("--fingerprint <text>", "of the graph; default: that of the evidence, if it has one graph only")
    .option("--evidence <file>", "evidence/1, for what followed what in runs")
    .option("--audit <file>", "audit/1, for the rules of the app's own code; they look at --state")
    .option("--state <file>", "state of the graph at that point, as JSON")
    .option("--node <name>", "where it is decided: rules of other nodes do not count")
    .option("--labels <file>", 'labelled tasks, one {"text", "agent"} a line: fits the classifier')
    .action((task: string | undefined, flags: ExplainFlags) => explain(task, flags, io));
}

const withCards = (command: Command): Command =>
  withRedisOptions(command)
    .option("--cards <file>", "cards in a JSON file, in place of Redis")
    .option("--tenant <id>", "only what this tenant may be routed to; with Redis also the tenant's own index")
    .addOption(new Option("--format <name>", "what to print").choices(["text", "json"]).default("text"));

const list = async (flags: CardFlags, io: CliIo): Promise<void> => {
  const cards = await readCards(flags, io);
  await print(flags, io, cards, cardsText(cards));
};

const search = async (text: string, flags: CardFlags, io: CliIo): Promise<void> => {
  const { MiniCardSearch } = await import("../adapters/minisearch/index.ts");
  const index = new MiniCardSearch();
  index.index((await readCards(flags, io)).map(({ card }) => card));
  const found = index.search(text, mostFound);
  await print(flags, io, found, foundText(found));
};

const rules = async (file: string, flags: Pick<CardFlags, "format">, io: CliIo): Promise<void> => {
  const found = auditedRuleList(readAudit(file, io));
  await print(flags, io, found, rulesText(found));
};

const readAudit = (file: string, io: CliIo): Audit => parseContractText(auditSchema, io.operator.readFile(file), file);

const explain = async (task: string | undefined, flags: ExplainFlags, io: CliIo): Promise<void> => {
  const { evidence, labels, audit, state } = flags;
  const read = io.operator.readFile;
  const observed = evidence === undefined ? [] : parseContractText(runEvidenceSchema, read(evidence), evidence).apps;
  const labelled = labels === undefined ? [] : labelledTasksOf(read(labels), labels);
  const cards = (await allCards(flags, io)).map(({ card }) => card);
  const answer = await explainLookup(
    { cards, observed, labelled, rules: audit === undefined ? [] : auditedRuleList(readAudit(audit, io)).rules },
    { ...lookupOf(task, flags), ...(state === undefined ? {} : { state: stateOf(read(state), state) }) },
  );
  await print(flags, io, answer, answerText(answer));
};

const lookupOf = (task: string | undefined, flags: ExplainFlags): Lookup => {
  const { have, want, exclude, allowed, fingerprint, node } = flags;
  const given = Object.entries({ task, have, want, exclude, allowed, fingerprint, node }).filter(
    ([, it]) => it !== undefined,
  );
  return { tenant: flags.tenant ?? "default", last: flags.last ?? null, ...Object.fromEntries(given) };
};

type ShownCard = RegisteredCard | { readonly card: RegisteredCard["card"]; readonly holders: null };

/** All cards, or those that the tenant may be routed to. */
const readCards = async (flags: Omit<CardFlags, "format">, io: CliIo): Promise<readonly ShownCard[]> => {
  const all = await allCards(flags, io);
  const { tenant } = flags;
  if (tenant === undefined) return all;
  const open = eligibleFor(
    { tenant },
    all.map(({ card }) => card),
  ).cards;
  return all.filter(({ card }) => open.includes(card));
};

const allCards = async (
  { cards, tenant, ...redis }: Omit<CardFlags, "format">,
  io: CliIo,
): Promise<readonly ShownCard[]> => {
  if (cards !== undefined)
    return cardsOfFile(io.operator.readFile(cards), cards).map((card) => ({ card, holders: null }));
  return withRuntime(io, redis, async ({ registryOf }) => {
    const own = tenant === undefined ? [] : await registryOf(tenant).list();
    const ownIds = new Set(own.map(({ card }) => card.id));
    const shared = (await registryOf(null).list()).filter(({ card }) => !ownIds.has(card.id));
    return [...own, ...shared].sort((a, b) => (a.card.id < b.card.id ? -1 : 1));
  });
};

const print = (flags: Pick<CardFlags, "format">, io: CliIo, data: unknown, text: string): Promise<void> =>
  writeText(io.stdout, flags.format === "json" ? `${JSON.stringify(data, null, 2)}\n` : text);
