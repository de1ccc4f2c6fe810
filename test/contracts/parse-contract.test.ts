import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cardSchema } from "../../contracts/card.ts";
import { type ContractSchema, parseContract, parseContractText } from "../../contracts/parse-contract.ts";
import { stageSchema } from "../../contracts/stage.ts";
import { isUnconductError } from "../../contracts/unconduct-error.ts";

const example = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../fixtures/contracts", `${name}.json`), "utf8"));

/** What a refusal tells the user. */
const refusal = (schema: ContractSchema, value: unknown) => {
  try {
    parseContract(schema, value, "conf/x.json");
  } catch (error) {
    if (!isUnconductError(error)) throw error;
    return { code: error.code, message: error.message, remedy: error.remedy };
  }
  throw new Error("the document was accepted");
};

describe("parseContract", () => {
  it("names the source, the key path, what was expected and what was found", () => {
    const stage = example("stage-1");
    stage.stages.registry.percent = 100;
    expect(refusal(stageSchema, stage)).toEqual({
      code: "CONTRACT_INVALID",
      message: "conf/x.json is not a valid stage/1: stages.registry.percent: expected number to be <100, got 100",
      remedy: "Correct stages.registry.percent.",
    });
  });

  it("lists what a key may be", () => {
    const stage = example("stage-1");
    stage.stages.bus = { mode: "on" };
    expect(refusal(stageSchema, stage).message).toContain(
      "stages.bus.mode: expected 'off' | 'shadow' | 'canary' | 'live', got \"on\"",
    );
  });

  it("tells a missing key to be added and an unknown one to be removed", () => {
    const { reason, ...stage } = example("stage-1");
    expect(reason).toBeDefined();
    expect(refusal(stageSchema, stage)).toMatchObject({ remedy: "Add reason." });
    expect(refusal(stageSchema, { ...stage, reason, extra: 1 })).toMatchObject({
      message: 'conf/x.json is not a valid stage/1: the document: unknown key "extra"',
      remedy: 'Remove "extra" at the document, or correct its spelling.',
    });
  });

  it("follows a union into the branch that fits best, and puts array places in brackets", () => {
    const card = { ...example("card-1"), tenants: ["acme", "a b"] };
    expect(refusal(cardSchema, card).message).toContain("tenants[1]: expected 1 to 63 of");
    expect(refusal(cardSchema, { ...card, tenants: 7 }).message).toContain(
      'tenants: expected "all" or a list of tenant ids, got 7',
    );
  });

  it("counts what else is wrong", () => {
    expect(refusal(cardSchema, { ...example("card-1"), id: "", name: "", tags: [1] }).message).toMatch(
      /id: expected .* \(and 2 more\)$/,
    );
  });

  it("says in one line that the version is another, however much else differs", () => {
    expect(refusal(stageSchema, { contract: "stage/2", tenants: {} })).toEqual({
      code: "CONTRACT_VERSION",
      message: 'conf/x.json has contract "stage/2", expected "stage/1"',
      remedy: "Use the version of unconduct that wrote conf/x.json, or make it again with this one.",
    });
  });

  it("takes a document of another contract for invalid, not for another version", () => {
    expect(refusal(stageSchema, example("card-1"))).toEqual({
      code: "CONTRACT_INVALID",
      message: 'conf/x.json has contract "card/1", expected "stage/1"',
      remedy: "Give a stage/1 document in place of conf/x.json.",
    });
  });

  it("refuses whatever is not a document with its own error", () => {
    for (const value of [null, undefined, 3, "stage/1", [], Number.NaN, 3n, {}, { contract: 1 }, { contract: null }]) {
      expect(refusal(stageSchema, value).code).toBe("CONTRACT_INVALID");
    }
  });

  it("shows foreign text short and without control characters", () => {
    const { message } = refusal(stageSchema, { ...example("stage-1"), tenant: `\u001b[31m${"x".repeat(500)}` });
    expect(message).toContain('got "\\u001b[31mxxx');
    expect(message.length).toBeLessThan(250);
  });
});

describe("parseContractText", () => {
  it("reads a document from text", () => {
    const stage = example("stage-1");
    expect(parseContractText(stageSchema, JSON.stringify(stage), "x")).toEqual(stage);
  });

  it("refuses text that was cut off, with the reason", () => {
    expect(() => parseContractText(stageSchema, '{"contract": "sta', "conf/x.json")).toThrow(
      expect.objectContaining({
        code: "CONTRACT_INVALID",
        message: expect.stringContaining("conf/x.json is not JSON: "),
        remedy: "Give a complete stage/1 document; if a program was writing it, let it finish first.",
      }),
    );
  });
});
