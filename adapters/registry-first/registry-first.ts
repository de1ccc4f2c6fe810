import type { Clock } from "../../shim/ports/clock.ts";
import {
  createRegistryFirst,
  type RegistryFirst,
  type RegistryFirstOptions,
} from "../../shim/registry-first/registry-first.ts";
import { systemClock } from "../memory/system-clock.ts";
import { currentTask } from "./current-task.ts";

/** A turn that waits for the registry keeps the process alive: a script would else end before its model is asked. */
const waitingClock: Clock = {
  ...systemClock,
  every: (intervalMs, tick) => {
    const timer = setInterval(tick, intervalMs);
    return () => clearInterval(timer);
  },
};

/** Makes the function by which routing call sites ask the registry first; every site is off until `sites` says otherwise. */
export const registryFirst = <Site extends string>(options: RegistryFirstOptions<Site>): RegistryFirst<Site> =>
  createRegistryFirst(options, waitingClock, currentTask);
