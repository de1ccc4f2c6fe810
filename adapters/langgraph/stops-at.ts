import type { CompiledApp, RunConfig } from "./surface.ts";

/** True where somebody wants to look at the state around each of the conductor's turns. */
export const stopsAt = (conductor: string, app: CompiledApp, options: RunConfig): boolean =>
  ["interruptBefore", "interruptAfter"].some((key) => {
    const stops = options[key] ?? (app as { readonly [key: string]: unknown } & CompiledApp)[key];
    return stops === "*" || (Array.isArray(stops) && stops.includes(conductor));
  });
