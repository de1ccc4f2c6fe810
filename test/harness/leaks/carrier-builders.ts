import type { Carrier } from "./carrier.ts";

/** A carrier that is an expression only. */
export const inline = (name: string, value: (value: string) => string): Carrier => ({
  name,
  carry: (v) => ({ value: value(v) }),
});

/** A carrier of statements in place; the value is in `kept<n>` afterwards. */
export const local = (
  name: string,
  body: (value: string, kept: string) => readonly string[],
  value = (kept: string) => kept,
): Carrier => ({ name, carry: (v, n) => ({ body: body(v, `kept${n}`), value: value(`kept${n}`) }) });

/** A carrier with a declaration at module level, named `carry<n>`. */
export const declared = (
  name: string,
  declaration: (name: string) => string,
  value: (v: string, name: string) => string,
): Carrier => ({ name, carry: (v, n) => ({ module: [declaration(`carry${n}`)], value: value(v, `carry${n}`) }) });

/** Through an object of an own class: `body` are its members, `use` puts the value in, `value` takes it out. */
export const throughObject = (
  name: string,
  body: string,
  use: (v: string, o: string) => string,
  value: (o: string, C: string) => string,
  make = (C: string) => `new ${C}()`,
): Carrier => ({
  name,
  carry: (v, n) => ({
    module: [`class Carrier${n} { ${body.replaceAll("Own", `Carrier${n}`)} }`],
    body: [
      `const object${n} = ${make(`Carrier${n}`).replace("$v", () => v)};`,
      ...(use(v, `object${n}`) ? [`${use(v, `object${n}`)};`] : []),
    ],
    value: value(`object${n}`, `Carrier${n}`).replace("$v", () => v),
  }),
});
