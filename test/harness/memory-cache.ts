import type { CacheStore } from "../../analyzer/cache/cache-store.ts";

/** A cache in memory whose texts can be looked at and spoilt. */
export const memoryCache = (): CacheStore & { readonly texts: Map<string, string> } => {
  const texts = new Map<string, string>();
  return { texts, read: (name) => texts.get(name), write: (name, text) => void texts.set(name, text) };
};
