import fc from "fast-check";

type Path = readonly (string | number)[];

/** The document with one place of it changed: a key dropped, an unknown key added, or a value of another kind. */
export const damage = (document: unknown): fc.Arbitrary<unknown> =>
  fc
    .record({
      path: fc.constantFrom(...pathsOf(document)),
      blow: fc.constantFrom("drop", "add", "replace"),
      other: fc.constantFrom<unknown>(null, true, "", " ", "x/9", -1, 0, 0.5, 101, [], ["", ""], {}, { kind: "x" }),
    })
    .map(({ path, blow, other }) => {
      const copy: unknown = structuredClone(document);
      return strike(copy, path, blow, other);
    });

const strike = (document: unknown, path: Path, blow: string, other: unknown): unknown => {
  const last = path.at(-1);
  if (last === undefined) return blow === "add" && isObject(document) ? { ...document, surplus: other } : other;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document);
  if (!isObject(parent)) throw new Error("damage: a path that leads nowhere");
  if (blow === "drop" && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (blow === "drop") delete parent[last];
  else if (blow === "add" && !Array.isArray(parent)) parent.surplus = other;
  else parent[last] = other;
  return document;
};

const pathsOf = (value: unknown, path: Path = []): Path[] => [
  path,
  ...(isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) =>
        pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
];

const isObject = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === "object" && value !== null;
