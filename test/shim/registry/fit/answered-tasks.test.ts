import { describe, expect, it } from "vitest";
import {
  type AnsweredTask,
  answeredTasksOf,
  likenessTo,
  outcomeSignals,
} from "../../../../shim/registry/fit/answered-tasks.ts";
import { gramSpaceOf, vectorOf } from "../../../../shim/registry/text/gram-space.ts";

const texts = ["water the tulips", "water the roses", "sing a song", "fix the pump"];
const space = gramSpaceOf([...texts, "mow the lawn", "sell me a spade"]);

const answeredTask = (text: string, rest: Partial<AnsweredTask> = {}): AnsweredTask => ({
  text,
  embedding: null,
  answered: "plants",
  outcome: "right",
  weight: 1,
  ...rest,
});

const asked = (tasks: readonly AnsweredTask[], text: string, agent = "plants", except: number | null = null) => {
  const kept = answeredTasksOf(space, tasks);
  const likeness = likenessTo(kept, vectorOf(space, text).vector, null);
  const [right = 0, wrong = 0, outside = 0, taken = 0] = outcomeSignals(kept, likeness, agent, except);
  return { right, wrong, outside, taken };
};

describe("outcomeSignals", () => {
  it("rises with right answers by the same agent nearby, and more the nearer they are", () => {
    const none = asked([answeredTask("fix the pump", { answered: "repairs" })], "water the tulips").right;
    const near = asked([answeredTask("water the roses")], "water the tulips").right;
    const same = asked([answeredTask("water the tulips")], "water the tulips").right;
    expect(none).toBeLessThan(near);
    expect(near).toBeLessThan(same);
  });

  it("counts what another agent was answered to only where nobody was right", () => {
    const outside = { answered: "repairs", outcome: "outside" } as const;
    const wrong = { answered: "repairs", outcome: "wrong" } as const;
    const nothing = asked([], "sing a song");
    expect(asked([answeredTask("sing a song", wrong)], "sing a song")).toEqual(nothing);
    const seen = asked([answeredTask("sing a song", outside)], "sing a song");
    expect(seen.outside).toBeGreaterThan(nothing.outside);
    expect({ ...seen, outside: nothing.outside }).toEqual(nothing);
    const taken = asked([answeredTask("sing a song", { outcome: "outside" })], "sing a song");
    expect(taken.taken).toBeGreaterThan(nothing.taken);
  });

  it("does not let a task vouch for itself", () => {
    const tasks = texts.map((text) => answeredTask(text));
    const others = tasks.filter((_, at) => at !== 2);
    expect(asked(tasks, "sing a song", "plants", 2)).toEqual(asked(others, "sing a song"));
  });

  it("counts a task by the traffic that it stands for", () => {
    const twice = asked([answeredTask("fix the pump"), answeredTask("fix the pump")], "fix the pump").right;
    expect(asked([answeredTask("fix the pump", { weight: 2 })], "fix the pump").right).toBeCloseTo(twice);
  });

  it("looks at embeddings too where all tasks have one", () => {
    const embedding = (angle: number) => Float32Array.from([Math.cos(angle), Math.sin(angle)]);
    const kept = answeredTasksOf(space, [
      answeredTask("fix the pump", { embedding: embedding(0) }),
      answeredTask("sing a song", { embedding: embedding(2), outcome: "outside" }),
    ]);
    const signals = (angle: number) =>
      outcomeSignals(kept, likenessTo(kept, vectorOf(space, "hello").vector, embedding(angle)), "plants");
    expect(signals(0)).toHaveLength(8);
    expect(signals(0)[4]).toBeGreaterThan(signals(2)[4] ?? 0);
    expect(signals(0)[7]).toBeLessThan(signals(2)[7] ?? 0);
  });
});
