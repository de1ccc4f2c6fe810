import { expect, it } from "vitest";
import { MemoryDecisionLog } from "../../../adapters/memory/memory-decision-log.ts";
import { decisionOf } from "../../harness/decision-of.ts";

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => decisionOf(`d-${from + index}`));
const all = { tenant: "acme", thread: null, after: null, limit: 1000 };

it("drops the oldest at its limit, a quarter more at most", async () => {
  const log = new MemoryDecisionLog({ perTenant: 100 });
  for (let index = 0; index < 300; index += 1) {
    await log.append("acme", numbered(index, index + 1));
    expect((await log.read(all)).decisions.length).toBeLessThan(125);
  }
  const { decisions } = await log.read(all);
  expect(decisions.at(-1)?.id).toBe("d-299");
  expect(decisions.length).toBeGreaterThanOrEqual(100);
});

it("goes on after a page whose entries are dropped by now", async () => {
  const log = new MemoryDecisionLog({ perTenant: 10 });
  await log.append("acme", numbered(0, 10));
  const { next } = await log.read({ ...all, limit: 2 });
  await log.append("acme", numbered(10, 40));
  const { decisions } = await log.read({ ...all, after: next });
  expect(decisions[0]?.id).toBe("d-30");
});

it("refuses at its limit when told so, with LOG_FULL", async () => {
  const log = new MemoryDecisionLog({ perTenant: 2, whenFull: "refuse" });
  await log.append("acme", numbered(0, 2));
  await expect(log.append("acme", numbered(2, 3))).rejects.toMatchObject({ code: "LOG_FULL" });
  await log.append("acme", numbered(0, 2));
  await expect(log.append("acme", [])).rejects.toMatchObject({ code: "LOG_FULL" });
  await log.append("bolt", numbered(0, 2));
});
