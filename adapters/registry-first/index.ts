export type { Card } from "../../contracts/card.ts";
export type { AnsweringRegistry } from "../../shim/registry-first/ask-registry.ts";
export type { RegistryFirst, RegistryFirstOptions } from "../../shim/registry-first/registry-first.ts";
export type { SiteMode } from "../../shim/registry-first/site-mode.ts";
export type { SiteCounts, SiteTurn } from "../../shim/registry-first/site-tally.ts";
export { registryFirst } from "./registry-first.ts";
