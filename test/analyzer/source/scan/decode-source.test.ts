import { describe, expect, it } from "vitest";
import { decodeSource } from "../../../../analyzer/source/scan/decode-source.ts";

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

describe("decodeSource", () => {
  it("drops a UTF-8 byte order mark", () => {
    expect(decodeSource(bytes([0xef, 0xbb, 0xbf], "größe"))).toEqual({ kind: "text", text: "größe" });
  });

  it("reads UTF-16 by its byte order mark, either way round, though it is full of zero bytes", () => {
    const little = Buffer.from("\ufeffimport 'ä'", "utf16le");
    expect(decodeSource(little)).toEqual({ kind: "text", text: "import 'ä'" });
    expect(decodeSource(Buffer.from(little).swap16())).toEqual({ kind: "text", text: "import 'ä'" });
  });

  it("reads UTF-16 that is cut in the middle of a character", () => {
    expect(decodeSource(bytes([0xfe, 0xff, 0x00, 0x41, 0x00]))).toEqual({ kind: "text", text: "A" });
  });

  it("calls a file with an early zero byte binary, but one with a late one text", () => {
    expect(decodeSource(bytes("MZ", [0], "rest"))).toEqual({ kind: "binary" });
    expect(decodeSource(bytes("x".repeat(9000), [0])).kind).toBe("text");
  });

  it("decodes only the view it is given, not the buffer behind it", () => {
    expect(decodeSource(bytes("abcdef").subarray(2, 4))).toEqual({ kind: "text", text: "cd" });
  });
});
