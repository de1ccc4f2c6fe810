import type { Audit } from "./audit.ts";
import type { AuditedApp } from "./audited-app.ts";

/** Why the process is not where an app's state should be looked after, whatever saver its code names. */
export type KeptElsewhere =
  /** A LangGraph server runs it and brings saver and store; a saver given to `compile` is not used there. */
  | { readonly kind: "server"; readonly file: string }
  /** It runs on its user's device, from which no shared Redis may be reached. */
  | { readonly kind: "host"; readonly what: string };

/** See {@link KeptElsewhere}; null: nothing says so. An app that its own code runs too keeps its state there as well. */
export const keptElsewhere = (
  { facts = [], dispatchSites, apps }: Pick<Audit, "facts" | "dispatchSites"> & { readonly apps: readonly AppPlace[] },
  id: string | null,
): KeptElsewhere | null => {
  const app = apps.find((it) => it.id === id);
  if (!app) return null;
  // A file that only one kind of host can load says so of every graph in it.
  const host = facts.find((it) => it.kind === "host" && (it.app === id || it.file === app.graph.file));
  if (host) return { kind: "host", what: host.what };
  const server = facts.find((it) => it.kind === "platform" && it.app === id);
  return server && !dispatchSites.some((site) => site.app === id && !site.remote)
    ? { kind: "server", file: server.file }
    : null;
};

type AppPlace = Pick<AuditedApp, "id" | "graph">;
