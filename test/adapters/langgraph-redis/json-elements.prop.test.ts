import { JsonPlusSerializer } from "@langchain/langgraph-checkpoint";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isJsonList, jsonElements } from "../../../adapters/langgraph-redis/json-elements.ts";

const serde = new JsonPlusSerializer();
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

it("takes a list's JSON apart into what each element alone would be", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), async (list) => {
      const [, bytes] = await serde.dumpsTyped(list);
      const alone = await Promise.all(list.map(async (element) => textOf((await serde.dumpsTyped(element))[1])));
      expect(jsonElements(bytes).map(textOf)).toEqual(alone);
    }),
  );
});

it.each(['"text"', '{"a":[1,2]}', "12", ""])("knows that %j is no list", (json) => {
  expect(isJsonList(Buffer.from(json))).toBe(false);
});

it("keeps quotes, backslashes, brackets and commas within texts", () => {
  const list = ['a,"b"', "[,]", "\\", '\\"', "\u00e9\u{1f600},", { "k,]": ["}", '"'] }];
  expect(jsonElements(Buffer.from(JSON.stringify(list))).map(textOf)).toEqual(list.map((it) => JSON.stringify(it)));
});
