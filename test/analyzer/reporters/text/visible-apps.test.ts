import { describe, expect, it } from "vitest";
import { visibleApps } from "../../../../analyzer/reporters/text/visible-apps.ts";
import type { AuditedApp } from "../../../../contracts/audited-app.ts";
import { appOf } from "../../../harness/app-of.ts";

const named = (name: string, change: Partial<AuditedApp> = {}): AuditedApp => appOf({ id: name, name, ...change });
const verdict = (verdict: "migrate" | "partly" | "leave") => ({ verdict: { verdict, reasons: ["because"] } });
const single = (name: string) => named(name, { shape: "single-agent", conductor: null, ...verdict("leave") });

const idsOf = (apps: readonly AuditedApp[], all = false) => {
  const { detailed, table, folded } = visibleApps(apps, all);
  const ids = (list: readonly AuditedApp[]) => list.map((app) => app.id).join(" ");
  return { detailed: ids(detailed), table: ids(table), folded: ids(folded) };
};

describe("visibleApps", () => {
  it("shows those that pay most first, else in the audit's order", () => {
    const apps = [
      named("a", verdict("leave")),
      named("b", verdict("partly")),
      named("c"),
      named("d", verdict("leave")),
    ];
    expect(idsOf(apps)).toEqual({ detailed: "c b a d", table: "", folded: "" });
  });

  it("folds dead apps and single agents beside others", () => {
    expect(idsOf([single("a"), named("b"), named("c", { dead: true })])).toEqual({
      detailed: "b",
      table: "",
      folded: "c a",
    });
  });

  it("shows a single agent when there is nothing else: why to leave it is the answer", () => {
    expect(idsOf([single("a")])).toEqual({ detailed: "a", table: "", folded: "" });
  });

  it("puts a table first beyond four apps, and shows in full only those that could move", () => {
    const apps = [..."abcde"].map((id) => named(id, verdict(id < "c" ? "migrate" : "leave")));
    expect(idsOf(apps)).toEqual({ detailed: "a b", table: "a b c d e", folded: "" });
  });

  it("loses no app, whatever it folds", () => {
    const apps = Array.from({ length: 50 }, (_, index) => (index % 3 === 0 ? single(`${index}`) : named(`${index}`)));
    const { table, folded } = visibleApps(apps, false);
    expect(new Set([...table, ...folded])).toEqual(new Set(apps));
  });

  it("folds nothing with --all", () => {
    const apps = [single("a"), named("b", { dead: true }), named("c")];
    expect(idsOf(apps, true)).toEqual({ detailed: "b c a", table: "", folded: "" });
  });
});
