import type { AuditedApp, Hop } from "../../../contracts/audited-app.ts";

/** One hop that code fixes, with the app that it is in. */
export interface HopSite {
  readonly app: AuditedApp;
  readonly conductor: string;
  readonly hop: Hop;
}

/** A chain that code fixes, in an app that something runs. */
export interface ChainSite {
  readonly app: AuditedApp;
  readonly agents: readonly string[];
  readonly hops: readonly HopSite[];
}

/** Every chain of every live app whose order code fixes and that goes through the conductor. */
export const chainSites = (apps: readonly AuditedApp[]): ChainSite[] =>
  apps.flatMap((app) => {
    const { conductor } = app;
    if (app.dead || conductor === null) return [];
    const chains = app.chains.filter((it) => it.throughConductor && (it.basis === "static" || it.basis === "code"));
    return chains.map(({ agents, hops }) => ({
      app,
      agents,
      hops: (hops ?? []).map((hop) => ({ app, conductor: conductor.node, hop })),
    }));
  });

/** Names a chain for people who take or decline it. */
export const chainId = ({ app, agents }: ChainSite): string => `hand-over-directly ${app.id} ${agents.join(" ")}`;
