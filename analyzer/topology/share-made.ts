import type { CallSite } from "../../contracts/call-site.ts";
import type { BuiltApp } from "./build-apps.ts";

/** The constructor that makes several apps is a call site of each; what runs one of them is that one's alone. */
export const shareMade = (sites: readonly CallSite[], built: readonly BuiltApp[]): CallSite[] =>
  sites.map((site) => {
    if (site.kind === "explicit") return site;
    const own = built.find((b) => b.app.id === site.app);
    const twins = own ? built.filter((b) => b !== own && b.source.origin === own.source.origin) : [];
    if (!twins.length) return site;
    const shared = twins.map((b) => ({ app: b.app.id, node: site.node }));
    return { ...site, alsoIn: [...(site.alsoIn ?? []), ...shared] };
  });
