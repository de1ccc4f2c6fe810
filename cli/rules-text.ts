import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";
import type { RoutingRule, RuleTest } from "../shim/registry/evidence/rules.ts";
import type { AuditedRuleList } from "./audited-rule-list.ts";

/** Rules for people: where they stand, what they look at, whom they pick; and why the others are left out. */
export const rulesText = ({ rules, unreadable }: AuditedRuleList): string => {
  if (rules.length + unreadable.length === 0)
    return "The audit knows no rule by which code picks an agent before a model.\n";
  const left =
    unreadable.length === 0
      ? []
      : [
          "",
          "Not followed: not proven to be reached before a model, or they look at more than the state",
          ...unreadable.map(({ from, target, expr }) => `  ${from}  ${target ?? "?"} if ${expr}`),
        ];
  return [...(rules.length === 0 ? ["No rule can be followed."] : rules.map(ruleLine)), ...left]
    .map((line) => `${escapeTerminal(line)}\n`)
    .join("");
};

const ruleLine = ({ from, when, target, node }: RoutingRule): string =>
  `${from}  ${node === undefined ? "" : `at ${node}: `}${target} if ${when.map(testText).join(" and ")}`;

const testText = (test: RuleTest): string => {
  if (test.kind === "equals") return `${test.channel} is ${JSON.stringify(test.value)}`;
  if (test.kind === "is-empty") return `${test.channel} is empty`;
  if (test.kind === "is-set") return `${test.channel} is set`;
  const what = test.lowered ? `${test.channel} in small letters` : test.channel;
  if (test.kind === "matches") return `${what} matches /${test.pattern}/${test.ignoresCase ? "i" : ""}`;
  const verb = { anywhere: "has", start: "starts with", end: "ends with" }[test.where];
  return `${what} ${verb} ${JSON.stringify(test.text)}`;
};
