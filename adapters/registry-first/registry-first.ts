import {
  createRegistryFirst,
  type RegistryFirst,
  type RegistryFirstOptions,
} from "../../shim/registry-first/registry-first.ts";
import { systemClock } from "../memory/system-clock.ts";

/** Makes the function by which routing call sites ask the registry first; every site is off until `sites` says otherwise. */
export const registryFirst = <Site extends string>(options: RegistryFirstOptions<Site>): RegistryFirst<Site> =>
  createRegistryFirst(options, systemClock);
