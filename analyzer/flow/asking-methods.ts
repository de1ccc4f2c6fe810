/** Methods whose answer is a yes or no about the value. */
export const ASKING_METHODS: ReadonlySet<string> = new Set([
  "includes",
  "startsWith",
  "endsWith",
  "test",
  "some",
  "every",
  "has",
  "localeCompare",
  "equals",
  "isToolMessage",
]);
