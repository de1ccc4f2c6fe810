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
  [
    "Object.assign as a statement",
    (own, more) => ({
      before: [`const update: typeof State.Update = { ${own} };`, `Object.assign(update, { ${fields(more)} });`],
      value: "update",
    }),
  ],
  [
    "written at another name",
    (own, more) => ({
      before: [
        `const update: typeof State.Update = { ${own} };`,
        "const same = update;",
        ...more.map(([channel, value]) => `same.${channel} = ${value};`),
      ],
      value: "update",
    }),
  ],
  [
    "filled by a helper",
    (own, more) => ({
      before: [
        `const update: typeof State.Update = { ${own} };`,
        `const fill = (into: typeof State.Update) => { ${more.map(([channel, value]) => `into.${channel} = ${value};`).join(" ")} };`,
        "fill(update);",
      ],
      value: "update",
    }),
  ],
  [
    "spread of a conditional",
    (own, more) => ({
      before: [],
      value: `{ ${own ? `${own}, ` : ""}...(Date.now() > 1 ? { ${fields(more)} } : {}) }`,
    }),
  ],
  [
    "spread of &&",
    (own, more) => ({ before: [], value: `{ ${own ? `${own}, ` : ""}...(Date.now() > 1 && { ${fields(more)} }) }` }),
  ],
  [
    "made by a closure",
    (own, more) => ({ before: [`const build = () => (${plainUpdate(own, more).value});`], value: "build()" }),
  ],
  ["awaited", (own, more) => ({ before: [], value: `await Promise.resolve(${plainUpdate(own, more).value})` })],
  [
    "Reflect.set",
    (own, more) => ({
      before: [
        `const update: typeof State.Update = { ${own} };`,
        ...more.map(([channel, value]) => `Reflect.set(update, "${channel}", ${value});`),
      ],
      value: "update",
    }),
  ],
  [
    "getter",
    (own, more) => ({
      before: [],
      value: `{ ${[own, ...more.map(([channel, value]) => `get ${channel}() { return ${value}; }`)].filter(Boolean).join(", ")} }`,
    }),
  ],
  [
    "reduced from entries",
    (own, more) => ({
      before: [],
      value: `([${more.map(([channel, value]) => `["${channel}", ${value}]`).join(", ")}] as [string, unknown][]).reduce<typeof State.Update>((all, [k, x]) => ({ ...all, [k]: x }), { ${own} })`,
    }),
  ],
];
