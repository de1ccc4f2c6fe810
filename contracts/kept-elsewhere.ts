import type { Audit } from "./audit.ts";

/** Why the process is not where an app's state should be looked after, whatever saver its code names. */
export type KeptElsewhere =
  /** A LangGraph server runs it and brings saver and store; a saver given to `compile` is not used there. */
  | { readonly kind: "server"; readonly file: string }
  /** It runs on its user's device, from which no shared Redis may be reached. */
  | { readonly kind: "host"; readonly what: string };

/** See {@link KeptElsewhere}; null: nothing says so. An app that its own code runs too keeps its state there as well. */
export const keptElsewhere = (
  { facts = [], dispatchSites }: Pick<Audit, "facts" | "dispatchSites">,
  app: string | null,
): KeptElsewhere | null => {
  const own = app === null ? [] : facts.filter((fact) => fact.app === app);
  const host = own.find(({ kind }) => kind === "host");
  if (host) return { kind: "host", what: host.what };
  const server = own.find(({ kind }) => kind === "platform");
  return server && !dispatchSites.some((site) => site.app === app && !site.remote)
    ? { kind: "server", file: server.file }
    : null;
};
