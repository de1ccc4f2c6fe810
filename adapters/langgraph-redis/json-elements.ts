const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * The elements of a list, as parts of its JSON (UTF-8, without spaces between elements): views of the bytes, no copies. Empty for
 * `[]`; undefined where the bytes are no list.
 */
export const jsonElements = (json: Uint8Array): Uint8Array[] | undefined => {
  const last = json.byteLength - 1;
  if (json[0] !== OPEN_LIST || json[last] !== CLOSE_LIST) return undefined;
  const elements: Uint8Array[] = [];
  let [start, depth] = [1, 0];
  for (let at = 1; at < last; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) at = endOfText(json, at);
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
    else if (byte === COMMA && depth === 0) {
      elements.push(json.subarray(start, at));
      start = at + 1;
    }
  }
  if (start < last) elements.push(json.subarray(start, last));
  return elements;
};

/** Where the quote lies that ends the text that begins at `start`. */
const endOfText = (json: Uint8Array, start: number): number => {
  for (let end = json.indexOf(QUOTE, start + 1); end >= 0; end = json.indexOf(QUOTE, end + 1)) {
    let before = end - 1;
    while (json[before] === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return json.byteLength;
};
