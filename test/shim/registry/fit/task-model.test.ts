import { describe, expect, it } from "vitest";
import { judgeTask } from "../../../../shim/registry/fit/judge-task.ts";
import { type Example, fitTaskModel, MOST_LINEAR_KINDS } from "../../../../shim/registry/fit/task-model.ts";
import { gardenDesk } from "../../../harness/registry/garden-desk.ts";

const { examples } = gardenDesk();
const withSkills = examples.map((it): Example => ({ ...it, skill: it.text.split(" ")[0] ?? "" }));

describe("kinds of work", () => {
  it("are an agent's skills; without skills an agent is of one kind", () => {
    const plain = fitTaskModel(examples);
    expect([...plain.kindOwners].sort()).toEqual(plain.agents.map((_, at) => at));
    expect(plain.linear?.kinds).toBeNull();
    const skilled = fitTaskModel(withSkills);
    const skills = new Set(withSkills.map(({ agent, skill }) => `${agent}/${skill}`));
    expect(skilled.kindOwners).toHaveLength(skills.size);
    expect(skilled.linear?.kinds?.classes).toBe(skills.size);
  });

  it("of the same name are still each agent's own", () => {
    const same = fitTaskModel(examples.map((it) => ({ ...it, skill: "all" })));
    expect([...same.kindOwners].sort()).toEqual([0, 1, 2]);
  });

  it("add signals, and change nothing in how agents are ranked by words", () => {
    const [plain, skilled] = [fitTaskModel(examples), fitTaskModel(withSkills)].map((model) =>
      judgeTask(model, "my roses want water"),
    );
    expect(skilled?.ranked).toEqual(plain?.ranked);
    expect(skilled?.signals).toHaveLength((plain?.signals.length ?? 0) + 2);
  });

  it("beyond a limit are not judged by words", () => {
    const many = Array.from({ length: MOST_LINEAR_KINDS + 1 }, (_, at) => ({
      text: `word${at} here`,
      agent: `agent-${at % 3}`,
      skill: String(at),
    }));
    expect(fitTaskModel(many).linear).toMatchObject({ kinds: null });
  });
});
