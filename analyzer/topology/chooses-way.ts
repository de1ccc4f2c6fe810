import type { CallSite } from "../../contracts/call-site.ts";

/** False for a call that is known to be work only: nothing that runs next depends on what it says. */
export const choosesWay = ({ classification }: CallSite): boolean =>
  classification !== "reasoning" && classification !== "ignored";
