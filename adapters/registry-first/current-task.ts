/** Where LangChain keeps the configuration of the code that is running; both names are symbols of the whole process. */
const STORAGE = Symbol.for("ls:tracing_async_local_storage");
const CONFIG = Symbol.for("lc:child_config");
const TASK_ID = "__pregel_task_id";

/** Id of the graph task that this code runs in; null: it runs in none, or the framework keeps it elsewhere by now. */
export const currentTask = (): string | null => {
  const storage = fieldOf(globalThis, STORAGE);
  const store = typeof fieldOf(storage, "getStore") === "function" ? (storage as Storage).getStore() : undefined; // seen just now
  const id = fieldOf(fieldOf(fieldOf(fieldOf(store, "extra"), CONFIG), "configurable"), TASK_ID);
  return typeof id === "string" ? id : null;
};

interface Storage {
  getStore(): unknown;
}

const fieldOf = (value: unknown, name: string | symbol): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string | symbol, unknown>)[name] : undefined; // an object
