import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { effectKeyOf } from "../../contracts/effect-key.ts";
import { parseContractText } from "../../contracts/parse-contract.ts";
import { taskSchema } from "../../contracts/task.ts";

const file = join(import.meta.dirname, "../../fixtures/contracts/task-1.json");

it("the effect key of a task is its tenant, thread, checkpoint and task, whatever else is delivered with it", () => {
  const task = parseContractText(taskSchema, readFileSync(file, "utf8"), file);
  const key = { tenant: "acme", thread: "t-81", checkpoint: "1ef0", task: "7b2c" };
  expect(effectKeyOf(task)).toEqual(key);
  expect(effectKeyOf({ ...task, id: "sent-again", time: "2027-01-01T00:00:00Z" })).toEqual(key);
});
