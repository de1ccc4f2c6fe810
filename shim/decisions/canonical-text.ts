/** More of a value than this is not looked at: what a decision writes is small, what it drags along need not be. */
const maxLength = 200_000;
const maxDepth = 24;

/**
 * A text that is equal for equal values, whatever the order of their keys. Functions and symbols count by their type,
 * circles and what lies very deep by their place; a very long value by its first part and nothing else.
 */
export const canonicalText = (value: unknown): string => {
  const writer = new TextWriter();
  writer.write(value);
  return writer.text;
};

/** A class and not closures: this runs at every decision, and closures would be made anew each time. */
class TextWriter {
  text = "";
  /** The objects around the one being written; one list for all, since copying it at each step costs more than the rest. */
  readonly around: object[] = [];

  write(item: unknown): void {
    if (this.text.length > maxLength) return;
    if (typeof item === "string") {
      this.text += quoted(item);
      return;
    }
    if (typeof item !== "object" || item === null) {
      this.text += scalarText(item);
      return;
    }
    const place = this.around.indexOf(item);
    if (place !== -1) this.text += `<circle ${this.around.length - place}>`;
    else if (this.around.length >= maxDepth) this.text += "<deep>";
    else {
      this.around.push(item);
      this.#object(item);
      this.around.pop();
    }
  }

  #object(item: object): void {
    if (Array.isArray(item)) this.#list("", item);
    else if (item instanceof Date) this.text += `<date ${item.getTime()}>`;
    else if (ArrayBuffer.isView(item))
      this.text += `<bytes ${Buffer.from(item.buffer, item.byteOffset, item.byteLength).toString("base64")}>`;
    else if (item instanceof Map) this.#list("map", [...item]);
    else if (item instanceof Set) this.#list("set", [...item]);
    else this.#fields(item as Record<string, unknown>); // read by its own keys only
  }

  #fields(item: Readonly<Record<string, unknown>>): void {
    this.text += "{";
    const keys = Object.keys(item);
    if (!isSorted(keys)) keys.sort();
    for (const key of keys) {
      const field = item[key];
      if (field === undefined) continue;
      this.text += `${quoted(key)}:`;
      this.write(field);
      this.text += ",";
    }
    this.text += "}";
  }

  #list(name: string, items: readonly unknown[]): void {
    this.text += `${name}[`;
    for (const item of items) {
      this.write(item);
      this.text += ",";
    }
    this.text += "]";
  }
}

/** Most are, and looking is much cheaper than sorting. */
const isSorted = (keys: readonly string[]): boolean => {
  for (let at = 1; at < keys.length; at += 1) if ((keys[at - 1] ?? "") > (keys[at] ?? "")) return false;
  return true;
};

/** As JSON spells it; most texts need no more than the quotes. */
const quoted = (text: string): string => (isPlain.test(text) ? `"${text}"` : JSON.stringify(text));

const isPlain = /^[ !#-[\]-~]*$/;

const scalarText = (value: unknown): string => {
  if (typeof value === "function" || typeof value === "symbol") return `<${typeof value}>`;
  return typeof value === "bigint" ? `${value}n` : Object.is(value, -0) ? "0" : String(value);
};
