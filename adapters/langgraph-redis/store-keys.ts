import { createHash } from "node:crypto";
import type { TenantKeys } from "../../shim/keys/tenant-keys.ts";
import { part } from "./checkpoint-record.ts";

const [FS, US] = ["\u001c", "\u001f"];

/** A namespace as one text. Throws `ID_REFUSED` for a label with a control character. */
export const joinNamespace = (namespace: readonly string[]): string =>
  namespace.map((label) => part("namespace label", label)).join(FS);

/** Reverses {@link joinNamespace}. */
export const splitNamespace = (text: string): string[] => (text === "" ? [] : text.split(FS));

/** Keys of a tenant's store; all in the tenant's slot. */
export class StoreKeys {
  /** Namespaces that have items. */
  readonly namespaces: string;
  /** Items by end of life. */
  readonly ends: string;
  /** What the keys of items and of vectors begin with. */
  readonly prefixes: readonly [items: string, vectors: string];
  readonly #keys: TenantKeys;

  constructor(keys: TenantKeys) {
    this.#keys = keys;
    this.namespaces = keys.own("store", "namespaces");
    this.ends = keys.own("store", "ends");
    this.prefixes = [`${keys.own("store", "items")}:`, `${keys.own("store", "vectors")}:`];
  }

  items(namespace: string): string {
    return this.#keys.own("store", "items", digestOf(namespace));
  }

  vectors(namespace: string): string {
    return this.#keys.own("store", "vectors", digestOf(namespace));
  }

  /** Member of {@link ends}. */
  member(namespace: string, key: string): string {
    return [digestOf(namespace), namespace, part("key", key)].join(US);
  }
}

/** A namespace may be long and hold anything; a key part may not. */
const digestOf = (namespace: string): string => createHash("sha256").update(namespace).digest("base64url");
