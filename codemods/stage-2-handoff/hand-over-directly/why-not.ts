import type { PlanContext } from "../../kit/define-codemod.ts";
import { stopsAtConductor } from "../stops-at-conductor.ts";
import type { HopSite } from "./hop-site.ts";
import { setFromOutside } from "./set-from-outside.ts";

/** Why a hop must stay, as far as audit and options say; undefined where nothing of that stands in the way. */
export const whyNot = (context: PlanContext, site: HopSite): string | undefined =>
  fanOut(site) ??
  doubled(site) ??
  notConstant(site) ??
  ownWrite(site) ??
  stopsAtConductor(context, site.app, site.conductor) ??
  setFromOutside(context, site);

function fanOut({ app, conductor, hop }: HopSite): string | undefined {
  const out = (app.fanOuts ?? []).find(
    (it) => it.from === conductor && (it.to.includes(hop.from) || it.to.includes(hop.to)),
  );
  return out && `${conductor} may start ${out.to.join(", ")} at once; agents that run side by side have no next one`;
}

function doubled({ app, hop }: HopSite): string | undefined {
  const double = (app.doubleHops ?? []).find((it) => it.from === hop.from && it.beside.length > 0);
  return double && `${hop.from} leads to ${double.to} and to ${double.beside.join(", ")} at once; decide which, first`;
}

/** What the conductor writes on the skipped hop has to be written all the same. */
function notConstant({ conductor, hop }: HopSite): string | undefined {
  const from = `what ${conductor} does between ${hop.from} and ${hop.to}`;
  if (hop.writes === null)
    return `${from} writes to the state what is not the same each time, or could not be followed`;
  if (hop.calls === null)
    return `${from} calls something for its effect that cannot be called from elsewhere; move that into ${hop.from} first`;
  const kept = Object.keys(hop.writes).length + hop.calls.length;
  return !hop.always && kept > 0
    ? `${from} is more than picking (${[...Object.keys(hop.writes), ...hop.calls.map((it) => it.name)].join(", ")}), and its router still has to be asked`
    : undefined;
}

function ownWrite({ app, hop, conductor }: HopSite): string | undefined {
  const channels = Object.keys(hop.writes ?? {});
  if (channels.length === 0) return undefined;
  const agent = app.agents.find((it) => it.name === hop.from);
  const both = agent?.writes === undefined ? channels[0] : channels.find((it) => agent.writes?.includes(it));
  return (
    both && `${hop.from} may write ${both} itself, and ${conductor} writes it after that; one of the two must go first`
  );
}
