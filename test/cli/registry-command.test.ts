import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MemoryDecisionLog } from "../../adapters/memory/memory-decision-log.ts";
import { MemoryRegistryIndex } from "../../adapters/memory/memory-registry-index.ts";
import { MemoryStageStore } from "../../adapters/memory/memory-stage-store.ts";
import { systemClock } from "../../adapters/memory/system-clock.ts";
import { runCli } from "../../cli/run-cli.ts";
import { auditSchema } from "../../contracts/audit.ts";
import type { Fact } from "../../contracts/fact.ts";
import { buildEvidence } from "../../shim/decisions/build-evidence.ts";
import { toAgentCard } from "../../shim/registry/a2a/to-agent-card.ts";
import { decisionsOfRuns } from "../harness/decisions-of-runs.ts";
import { emptyAudit, fakeCliIo } from "../harness/fake-cli-io.ts";
import { cardOf } from "../harness/registry/card-of.ts";

const cards = [
  cardOf("refunds", { description: "pays money back", tags: ["refund"], examples: ["I want my money back"] }),
  cardOf("parcels", { description: "tracks parcels", tags: ["parcel"], tenants: ["acme"], successors: ["__end__"] }),
];
const service = { name: "shop", description: "a shop", version: "1.0.0", url: "http://localhost" };
const evidence = buildEvidence(decisionsOfRuns(Array.from({ length: 400 }, () => "refunds parcels")), {
  toolVersion: "0.0.0-test",
  madeAt: "2026-01-01T00:00:00.000Z",
});
const rule = (line: number, condition: Fact["condition"], target = "refunds"): Fact => ({
  file: "src/desk.ts",
  line,
  kind: "rule",
  what: "rule on a text before the model",
  expr: "isMoney(state.text)",
  target,
  condition,
  app: "src/desk.ts#desk",
});
const saysMoney = { kind: "has-text", channel: "text", text: "money", where: "anywhere", lowered: true } as const;
const audit = {
  ...emptyAudit,
  apps: auditSchema.parse(
    JSON.parse(readFileSync(new URL("../../fixtures/contracts/audit-1.json", import.meta.url), "utf8")),
  ).apps,
  facts: [rule(12, { node: "front", anyOf: [[saysMoney]] }), rule(30, undefined, "parcels")],
};
const files: Record<string, string> = {
  "audit.json": JSON.stringify(audit),
  "state.json": JSON.stringify({ text: "my Money, please" }),
  "list.json": "[]",
  "cards.json": JSON.stringify(cards),
  "one.json": JSON.stringify(cards[0]),
  "skilled.json": JSON.stringify(
    cardOf("bank", { skills: ["lost card", "new card"].map((name) => ({ name, examples: [`my ${name}`] })) }),
  ),
  "a2a.json": JSON.stringify(toAgentCard(service, cards)),
  "bad.json": JSON.stringify([cards[0], { contract: "card/1", id: 7 }]),
  "evidence.json": JSON.stringify(evidence),
  "labels.jsonl": '{"text": "money back please", "agent": "refunds"}\n{"text": 3, "agent": null}\n',
};

const run = async (...argv: string[]) => {
  const shared = new MemoryRegistryIndex(systemClock);
  const own = new MemoryRegistryIndex(systemClock);
  for (const card of cards) await shared.put({ card, holder: "p1", leaseMs: 60_000 });
  await own.put({ card: cardOf("refunds", { version: "2.0.0" }), holder: "p2", leaseMs: 60_000 });
  const io = fakeCliIo({
    env: { REDIS_URL: "redis://one:6379" },
    operator: {
      openRuntime: async () => ({
        log: new MemoryDecisionLog(),
        stages: new MemoryStageStore(),
        registryOf: (tenant) => (tenant === "acme" ? own : shared),
        close: () => undefined,
      }),
      readFile: (path) => files[path] ?? "",
      pause: async () => false,
    },
  });
  const code = await runCli(["registry", ...argv], io);
  return { code, out: io.stdout.text(), err: io.stderr.text() };
};

describe("unconduct registry rules", () => {
  it("shows what the app's code decides before its model, and what cannot be followed", async () => {
    const { code, out } = await run("rules", "audit.json");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      'src/desk.ts:12  at front: refunds if text in small letters has "money"',
      "",
      "Not followed: not proven to be reached before a model, or they look at more than the state",
      "  src/desk.ts:30  parcels if isMoney(state.text)",
      "",
    ]);
  });

  it("answer an explanation where the state meets them, at their node", async () => {
    const explain = (...rest: string[]) => run("explain", "--cards", "cards.json", "--audit", "audit.json", ...rest);
    const met = await explain("--state", "state.json", "--tenant", "acme", "--node", "front");
    expect(met.out).toMatch(/^answers refunds, [\s\S]*rule of src\/desk\.ts:12[\s\S]*rule +refunds/);
    expect((await explain("--state", "state.json", "--node", "other")).out).toMatch(/^abstains/);
    expect((await explain()).out).toMatch(/^abstains/);
  });

  it("refuses a state that is none", async () => {
    const { code, err } = await run("explain", "--cards", "cards.json", "--state", "list.json");
    expect([code, err]).toEqual([2, expect.stringContaining("list.json is no JSON object")]);
  });
});

describe("unconduct registry list", () => {
  it("names an agent's skills", async () => {
    expect((await run("list", "--cards", "skilled.json")).out).toContain("  skills   lost card, new card");
  });

  it("shows the cards of Redis with their holders, a tenant's own before the shared ones", async () => {
    const all = await run("list");
    expect(all.out).toMatch(/^2 agents\n\nparcels {2}1\.0\.0\n {2}tracks parcels/);
    expect(all.out).toContain("held by  p1");
    const acme = await run("list", "--tenant", "acme");
    expect(acme.out).toContain("refunds  2.0.0");
    expect(acme.out).not.toContain("refunds  1.0.0");
  });

  it("leaves out what a tenant may not be routed to", async () => {
    expect((await run("list", "--cards", "cards.json", "--tenant", "bolt")).out).not.toContain("parcels");
  });

  it.each(["cards.json", "a2a.json"])("reads %s", async (file) => {
    const { out } = await run("list", "--cards", file, "--format", "json");
    expect(JSON.parse(out).map((it: { card: { id: string } }) => it.card.id)).toEqual(["parcels", "refunds"]);
  });

  it("reads a file with one card, and names entry and field of a bad one", async () => {
    expect((await run("list", "--cards", "one.json")).out).toContain("1 agent\n");
    const bad = await run("list", "--cards", "bad.json");
    expect(bad.code).toBe(2);
    expect(bad.err).toContain("bad.json, entry 2");
    expect(bad.err).toContain("id");
  });
});

describe("unconduct registry search", () => {
  it("finds cards by their words, best first", async () => {
    expect((await run("search", "refund")).out).toMatch(/100\.0 % {2}refunds/);
    expect((await run("search", "weather")).out).toContain("No card shares a word");
  });
});

describe("unconduct registry explain", () => {
  it("abstains where only words speak for an agent, and shows them", async () => {
    const { out } = await run("explain", "I want my money back", "--tenant", "bolt");
    expect(out).toContain("abstains: no-evidence");
    expect(out).toContain("money");
  });

  it("answers from what runs showed, and from what a card declares", async () => {
    const learned = await run("explain", "--last", "refunds", "--tenant", "acme", "--evidence", "evidence.json");
    expect(learned.out).toContain("answers parcels");
    expect(learned.out).toContain("of 400 turns seen");
    const declared = await run("explain", "--last", "parcels", "--tenant", "acme", "--allowed", "refunds", "__end__");
    expect(declared.out).toContain("answers __end__");
  });

  it("says who was left out and why", async () => {
    expect((await run("explain", "x", "--tenant", "bolt")).out).toContain("parcels is out: not for tenant bolt");
  });

  it("names file and line of a label that is none", async () => {
    const { code, err } = await run("explain", "x", "--labels", "labels.jsonl");
    expect(code).toBe(2);
    expect(err).toContain("labels.jsonl, line 2");
  });
});
