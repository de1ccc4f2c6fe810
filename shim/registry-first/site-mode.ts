/** What a routing call site does. off: the model decides, as before; shadow: the registry is compared with it; live: the registry is asked first. */
export type SiteMode = "off" | "shadow" | "live";

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that overrides the modes of sites: `front-desk=live,*=off`; a site's own name comes before `*`. */
export const MODES_VARIABLE = "UNCONDUCT_REGISTRY_FIRST";

const modes: readonly string[] = ["off", "shadow", "live"] satisfies SiteMode[];

/** The mode of a site: by the environment, else as `sites` says, else off. What is no mode means off. */
export const modeOf = (
  site: string,
  sites: Readonly<Record<string, SiteMode>>,
  environment: Environment = {},
): SiteMode => {
  const said = overrides(environment[MODES_VARIABLE] ?? "");
  const mode = said.get(site) ?? said.get("*") ?? (Object.hasOwn(sites, site) ? sites[site] : undefined);
  return isMode(mode) ? mode : "off";
};

const isMode = (mode: string | undefined): mode is SiteMode => mode !== undefined && modes.includes(mode);

const overrides = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(",").flatMap((part) => {
      const at = part.lastIndexOf("=");
      return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
    }),
  );
