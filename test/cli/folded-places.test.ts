import { expect, it } from "vitest";
import { foldedPlaces, moreText, shownAlike } from "../../cli/folded-places.ts";

const alike = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    file: `demos/${index % 3}.ts`,
    text: `line ${index}: every run continues "demo-${index}"`,
  }));

it("lists the first few that say the same but for names and numbers, and counts the rest with its files", () => {
  const other = { file: "app.ts", text: "nothing to do here" };
  const folded = foldedPlaces([...alike(12), other], false);
  expect(folded.map((it) => it.place.text)).toEqual([
    ...alike(12)
      .slice(0, shownAlike)
      .map((it) => it.text),
    other.text,
  ]);
  const last = folded[shownAlike - 1];
  expect(last && moreText(last)).toBe("and 7 more like it in 3 files; --all lists them");
  expect(folded.filter((it) => it.more > 0)).toHaveLength(1);
});

it("folds nothing where a count would take the place of a single line, nor where all is asked for", () => {
  expect(foldedPlaces(alike(shownAlike + 1), false)).toHaveLength(shownAlike + 1);
  expect(foldedPlaces(alike(12), true)).toHaveLength(12);
});
