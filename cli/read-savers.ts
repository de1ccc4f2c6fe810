import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BaseCheckpointSaver, BaseStore } from "@langchain/langgraph-checkpoint";
import { UnconductError } from "../contracts/unconduct-error.ts";

/** The two sides of a tenant's state, made by the user's own module. */
export interface Savers {
  readonly old: BaseCheckpointSaver;
  readonly new: BaseCheckpointSaver;
  /** The two sides of the tenant's long-term store, where that moves too. */
  readonly stores?: { readonly old: BaseStore; readonly new: BaseStore };
  /** Lets go of connections. */
  readonly close?: () => unknown;
}

/**
 * Runs the user's module: its default export is a function of the tenant that gives the savers. Throws
 * `CLI_SAVERS_UNREADABLE` when the module cannot be loaded or throws, `CLI_SAVERS_INVALID` when it gives something else.
 */
export const readSavers = async (path: string, tenant: string): Promise<Savers> => {
  const remedy = "Export by default: (tenant) => ({ old: yourSaver, new: otherSaver, close: () => … }).";
  let given: unknown;
  try {
    const module: { default?: unknown } = await import(pathToFileURL(resolve(path)).href);
    if (typeof module.default !== "function") throw new TypeError("its default export is no function");
    given = await module.default(tenant);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnconductError("CLI_SAVERS_UNREADABLE", `Cannot get the savers from ${path}: ${reason}`, remedy, {
      cause,
    });
  }
  if (isSavers(given) && (given.stores === undefined || isPair(given.stores, isStore))) return given;
  throw new UnconductError(
    "CLI_SAVERS_INVALID",
    `${path} gave no pair of checkpointers, or stores that are no pair.`,
    remedy,
  );
};

const isSavers = (value: unknown): value is Savers => isPair(value, isSaver);

const isPair = (value: unknown, isSide: (side: unknown) => boolean): boolean =>
  typeof value === "object" &&
  value !== null &&
  "old" in value &&
  "new" in value &&
  isSide(value.old) &&
  isSide(value.new);

const isSaver = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "list" in value && "putWrites" in value;

const isStore = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "batch" in value && "listNamespaces" in value;
