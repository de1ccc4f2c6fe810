import { expect, it } from "vitest";
import { text } from "../../../analyzer/reporters/text.ts";
import type { Fact } from "../../../contracts/fact.ts";
import { emptyAudit } from "../../harness/fake-cli-io.ts";

const fact = (kind: Fact["kind"], what: string, line: number): Fact => ({
  kind,
  what,
  file: "src/a.ts",
  line,
  expr: "x",
  target: null,
  app: null,
});
const print = (facts: Fact[] | undefined, all = false): string =>
  text({ ...emptyAudit, ...(facts ? { facts } : {}) }, { color: false, width: 100, all }).output;

it("names each kind of fact once, with where it is", () => {
  const output = print([
    fact("rule", "rule on a text", 3),
    fact("rule", "rule on a text", 9),
    fact("host", "desktop app", 1),
  ]);
  expect(output).toMatch(
    /To reckon with\n {2}runs in +desktop app {2}src\/a\.ts:1\n {2}rules +rule on a text {2}src\/a\.ts:3, src\/a\.ts:9\n/,
  );
});

it("says nothing of facts where there are none, or where an older report has no list", () => {
  for (const facts of [undefined, []]) expect(print(facts)).not.toContain("To reckon with");
});

it("leaves out maps that keep nothing of a conversation, unless all is asked for", () => {
  const map = {
    kind: "process-map",
    durability: "process",
    threadId: null,
    app: null,
    file: "src/a.ts",
    line: 1,
  } as const;
  const audit = {
    ...emptyAudit,
    stateSites: [
      { ...map, name: "hits", holds: "limits" as const },
      { ...map, name: "chats", holds: "conversations" as const },
    ],
  };
  const printed = (all: boolean): string => text(audit, { color: false, width: 100, all }).output;
  expect([printed(false).includes("hits"), printed(false).includes("chats"), printed(true).includes("hits")]).toEqual([
    false,
    true,
    true,
  ]);
});
