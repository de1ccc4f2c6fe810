const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** True for the JSON of a list. */
export const isJsonList = (json: Uint8Array): boolean =>
  json[0] === OPEN_LIST && json[json.byteLength - 1] === CLOSE_LIST;

/**
 * The elements of a list, as parts of its JSON (UTF-8, without spaces between elements): views of the bytes, no copies; `from`:
 * where the first of them begins. Empty for `[]`.
 */
export const jsonElements = (json: Uint8Array, from = 1): Uint8Array[] => {
  const elements: Uint8Array[] = [];
  for (let start = from; start < json.byteLength - 1; ) {
    const end = elementEnd(json, start);
    elements.push(json.subarray(start, end));
    start = end + 1;
  }
  return elements;
};

/** Where the element of a list ends that begins at `start`: at the comma behind it, or at the end of the list. */
export const elementEnd = (json: Uint8Array, start: number): number => {
  const last = json.byteLength - 1;
  let depth = 0;
  for (let at = start; at < last; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) at = endOfText(json, at);
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
    else if (byte === COMMA && depth === 0) return at;
  }
  return last;
};

/** True where an element of a list ends. */
export const endsElement = (json: Uint8Array, at: number): boolean => json[at] === COMMA || at === json.byteLength - 1;

/** Where the quote lies that ends the text that begins at `start`. */
const endOfText = (json: Uint8Array, start: number): number => {
  for (let end = json.indexOf(QUOTE, start + 1); end >= 0; end = json.indexOf(QUOTE, end + 1)) {
    let before = end - 1;
    while (json[before] === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return json.byteLength;
};
