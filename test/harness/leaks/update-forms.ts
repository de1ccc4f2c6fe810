import { plainUpdate, type UpdateForm } from "./app-text.ts";

const fields = (more: Parameters<UpdateForm>[1]): string =>
  more.map(([channel, value]) => `${channel}: ${value}`).join(", ");

/** Ways to write the state update that a dispatcher returns; all mean the same. */
export const UPDATE_FORMS: ReadonlyArray<readonly [name: string, form: UpdateForm]> = [
  ["literal", plainUpdate],
  ["variable", (own, more) => ({ before: [`const update = ${plainUpdate(own, more).value};`], value: "update" })],
  [
    "fields written later",
    (own, more) => ({
      before: [
        `const update: typeof State.Update = { ${own} };`,
        ...more.map(([channel, value]) => `update.${channel} = ${value};`),
      ],
      value: "update",
    }),
  ],
  [
    "fields written later by name",
    (own, more) => ({
      before: [
        `const update: typeof State.Update = { ${own} };`,
        ...more.map(([channel, value]) => `update["${channel}"] = ${value};`),
      ],
      value: "update",
    }),
  ],
  ["Object.assign", (own, more) => ({ before: [], value: `Object.assign({ ${own} }, { ${fields(more)} })` })],
  [
    "spread",
    (own, more) => ({ before: [`const extra = { ${fields(more)} };`], value: `{ ${own ? `${own}, ` : ""}...extra }` }),
  ],
  [
    "computed names",
    (own, more) => ({
      before: more.map(([channel], n) => `const channel${n} = "${channel}" as const;`),
      value: `{ ${[own, ...more.map(([, value], n) => `[channel${n}]: ${value}`)].filter(Boolean).join(", ")} }`,
    }),
  ],
  [
    "helper in place",
    (own, more) => ({
      before: [],
      value: `((extra: typeof State.Update): typeof State.Update => ({ ${own ? `${own}, ` : ""}...extra }))({ ${fields(more)} })`,
    }),
  ],
  [
    "conditional",
    (own, more) => ({
      before: [],
      value: `Date.now() > 1 ? ${plainUpdate(own, more).value} : ${plainUpdate(own, []).value}`,
    }),
  ],
  [
    "Object.fromEntries",
    (own, more) => ({
      before: [],
      value: `{ ${own ? `${own}, ` : ""}...Object.fromEntries([${more.map(([channel, value]) => `["${channel}", ${value}] as const`).join(", ")}]) }`,
    }),
  ],
];
