import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const folder = join(import.meta.dirname, "../../docs/adr");
const pages = readdirSync(folder).filter((name) => /^\d{4}-/.test(name));

it("lists every decision under its number and title, in order", () => {
  const expected = pages.map((name) => {
    const title = /^# (\d{4}): (.+)$/m.exec(readFileSync(join(folder, name), "utf8"));
    return `| [${title?.[1]}](${name}) | ${title?.[2]} |`;
  });
  const index = readFileSync(join(folder, "README.md"), "utf8").replace(/ +\|/g, " |").split("\n"); // aligned or not
  expect(index.filter((line) => line.startsWith("| ["))).toEqual(expected);
});

it("gives no number twice", () => {
  expect(new Set(pages.map((name) => name.slice(0, 4))).size).toBe(pages.length);
});
