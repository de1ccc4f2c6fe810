import type { Audit } from "../../../contracts/audit.ts";
import { type Line, line, span } from "./line.ts";
import { placeList } from "./place-list.ts";

/** Which tenant or user ids reach the graphs, and where. */
export function tenancyLines(sites: Audit["tenancySites"], all: boolean): Line[] {
  if (sites.length === 0) return [];
  const keys = [...new Set(sites.map((site) => site.key))].join(", ");
  return [line(0, span("Tenants", "title"), `  ${keys}  `, ...placeList(sites, all ? sites.length : 4))];
}
