import { hash } from "node:crypto";
import type { TextMarks } from "./text-marks.ts";

/** What the scan finds in the bytes of one file, whatever the file is called. */
export type ByteFacts =
  | { readonly kind: "binary" }
  | { readonly kind: "text"; readonly specifiers: readonly string[]; readonly marks: TextMarks };

/**
 * Keeps the books of one scan: the digest of each file, what its bytes hold (taken over from an earlier scan where the
 * digest is known), and which files were read again later. Without one, a scan hashes nothing.
 */
export class ScanLedger {
  readonly #known: ReadonlyMap<string, ByteFacts>;
  readonly #facts = new Map<string, ByteFacts>();
  readonly #digests = new Map<string, string>();
  readonly #readAgain = new Set<string>();
  #changed = false;

  /** `known`: facts of an earlier scan by digest. */
  constructor(known: ReadonlyMap<string, ByteFacts> = new Map()) {
    this.#known = known;
  }

  /** Facts of a file's bytes; `inspect` is called for bytes that no scan saw before. */
  factsOf(path: string, bytes: Uint8Array, inspect: () => ByteFacts): ByteFacts {
    const digest = digestOf(bytes);
    this.#digests.set(path, digest);
    const facts = this.#facts.get(digest) ?? this.#known.get(digest) ?? inspect();
    this.#facts.set(digest, facts);
    return facts;
  }

  /** Notes that a file's text is used, and with which bytes. */
  sawAgain(path: string, bytes: Uint8Array): void {
    if (this.#readAgain.has(path)) return;
    this.#readAgain.add(path);
    if (digestOf(bytes) !== this.#digests.get(path)) this.#changed = true;
  }

  /** Notes that a file could not be read again. */
  lost(): void {
    this.#changed = true;
  }

  /** Digest of a scanned file. */
  digest(path: string): string | undefined {
    return this.#digests.get(path);
  }

  /** The facts of this scan by digest, to be known to the next one. */
  get facts(): ReadonlyMap<string, ByteFacts> {
    return this.#facts;
  }

  /** The files whose text was used after the scan, in order of first use. */
  get readAgain(): readonly string[] {
    return [...this.#readAgain];
  }

  /** True when a file was another one by the time its text was used: nothing about this run may be kept. */
  get isUnsteady(): boolean {
    return this.#changed;
  }
}

const digestOf = (bytes: Uint8Array): string => hash("sha256", bytes, "base64url");
