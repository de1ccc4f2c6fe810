import { afterAll, describe, expect, it } from "vitest";
import { listApps, runStages } from "../harness/run-app.ts";
import type { StageOutcome } from "../harness/stage-outcome.ts";
import { stageTable } from "../harness/stage-table.ts";

const outcomes: StageOutcome[] = [];

describe("every app at stages 0 to 2, in every mode", () => {
  afterAll(() => process.stdout.write(`\n${stageTable(outcomes)}\n`));

  it.each(listApps())(
    "%s ends in the same answers, by the same workers in the same order",
    { timeout: 300_000 },
    async (app) => {
      const outcome = await runStages(app);
      outcomes.push(outcome);
      const [bare, ...others] = outcome.settings;
      expect(others).toHaveLength(outcome.conductors.length === 0 ? 3 : 8);
      for (const { setting, finals, workers } of others)
        expect({ setting, finals, workers }).toEqual({ setting, finals: bare?.finals, workers: bare?.workers });
      // Nothing costs more than it did, and what has no effect costs the same.
      for (const it of others) {
        expect(it.modelCalls).toBeLessThanOrEqual(bare?.modelCalls ?? 0);
        expect(it.conductorTokens).toBeLessThanOrEqual(bare?.conductorTokens ?? 0);
        if (it.setting.endsWith("shadow") || it.setting === "observe") expect(it.modelCalls).toBe(bare?.modelCalls);
      }
      const decisions = others.flatMap((it) => it.decisions);
      expect(decisions.filter(({ from, by }) => by === "registry" && outcome.gates.includes(from))).toEqual([]);
    },
  );

  it("saves model calls where a conductor can be foreseen, and hops where its agents follow each other", () => {
    const of = (app: string, setting: string) =>
      outcomes.find((it) => it.app === app)?.settings.find((it) => it.setting === setting);
    for (const app of ["research-desk", "travel-desk", "help-desk"]) {
      expect(of(app, "1 live")?.modelCalls).toBeLessThan(of(app, "bare")?.modelCalls ?? 0);
      expect(of(app, "2 live")?.hops).toBeLessThan(of(app, "bare")?.hops ?? 0);
    }
    expect(of("loan-office", "2 live")?.hops).toBeLessThan(of("loan-office", "bare")?.hops ?? 0);
  });
});
