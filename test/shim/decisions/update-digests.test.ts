import { expect, it } from "vitest";
import { UpdateDigests } from "../../../shim/decisions/update-digests.ts";

const digests = () => new UpdateDigests({ secret: "s", words: new Set(["writer"]) });

it("gives equal updates of a tenant equal records, whatever the order of their keys and however often", () => {
  const own = digests();
  const first = own.of({ next: "writer", note: "a" }, "acme");
  expect(own.of({ note: "a", next: "writer" }, "acme")).toEqual(first);
  expect(digests().of({ note: "a", next: "writer" }, "acme")).toEqual(first);
  expect(first).toMatchObject({ channels: ["next", "note"], words: { next: "writer" } });
});

it("tells updates, tenants and keys apart", () => {
  const own = digests();
  const other = new UpdateDigests({ secret: "t", words: new Set() });
  const all = [
    own.of({ next: "writer" }, "acme"),
    own.of({ next: "writer" }, "bolt"),
    own.of({ next: "reader" }, "acme"),
    other.of({ next: "writer" }, "acme"),
  ];
  expect(new Set(all.map(({ digest }) => digest)).size).toBe(all.length);
});

it("answers the same once it has forgotten, and for what is too long to remember", () => {
  const own = digests();
  const long = { note: "x".repeat(10_000) };
  const before = [own.of({ next: "writer" }, "acme"), own.of(long, "acme")];
  for (let index = 0; index < 2_500; index += 1) own.of({ next: String(index) }, "acme");
  expect([own.of({ next: "writer" }, "acme"), own.of(long, "acme")]).toEqual(before);
});
