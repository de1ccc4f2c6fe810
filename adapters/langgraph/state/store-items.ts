import type { BaseStore, Item } from "@langchain/langgraph-checkpoint";

/** Items read at once. */
const page = 500;

/** The items of one namespace, without those below it. */
export const itemsOf = async (store: BaseStore, namespace: readonly string[]): Promise<Item[]> => {
  const found: Item[] = [];
  for (let offset = 0; ; offset += page) {
    const items = await store.search([...namespace], { limit: page, offset });
    found.push(...items.filter((item) => placeOf(item.namespace) === placeOf(namespace)));
    if (items.length < page) return found;
  }
};

/** Namespaces at and below the prefix, in order of {@link placeOf}, so that work on them can be taken up again. */
export const namespacesOf = async (store: BaseStore, prefix: readonly string[] = []): Promise<string[][]> => {
  const found: string[][] = [];
  const under = prefix.length === 0 ? {} : { prefix: [...prefix] };
  for (let offset = 0; ; offset += page) {
    const namespaces = await store.listNamespaces({ ...under, limit: page, offset });
    found.push(...namespaces);
    if (namespaces.length < page) break;
  }
  return found.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
};

/** A namespace as one text: no two have the same. */
export const placeOf = (namespace: readonly string[]): string => JSON.stringify(namespace);
