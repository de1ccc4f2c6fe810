/** The text of a file, or why it has none. */
export type Decoded = { readonly kind: "text"; readonly text: string } | { readonly kind: "binary" };

const LOOKED_AT_BYTES = 8192;

/** Bytes to text: UTF-8 or UTF-16 by its byte order mark (which is dropped); a zero byte early on means binary. */
export function decodeSource(bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return { kind: "text", text: buffer.toString("utf16le", 2) };
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return { kind: "text", text: bigEndian(buffer.subarray(2)) };
  if (buffer.subarray(0, LOOKED_AT_BYTES).includes(0)) return { kind: "binary" };
  const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  return { kind: "text", text: buffer.toString("utf8", start) };
}

function bigEndian(buffer: Buffer): string {
  const whole = buffer.subarray(0, buffer.length - (buffer.length % 2));
  return Buffer.from(whole).swap16().toString("utf16le");
}
