import type { DispatchSite } from "../../../contracts/audited-site.ts";
import { type Line, row } from "./line.ts";
import { placeList } from "./place-list.ts";

const modes: readonly DispatchSite["mode"][] = ["request-response", "streaming", "fire-and-forget", "unknown"];

/** Where an app is set running, by who waits for it. */
export function dispatchLines(sites: readonly DispatchSite[], all: boolean): Line[] {
  if (sites.length === 0) return [row("runs", "none found here: part of another graph, or run from outside")];
  return modes
    .map((mode) => ({ mode, found: sites.filter((site) => site.mode === mode) }))
    .filter(({ found }) => found.length > 0)
    .map(({ mode, found }, index) =>
      row(index === 0 ? "runs" : "", `${modeTexts[mode]}  `, ...placeList(found, all ? found.length : 4)),
    );
}

const modeTexts: Record<DispatchSite["mode"], string> = {
  "request-response": "awaited",
  streaming: "streamed",
  "fire-and-forget": "nobody waits",
  unknown: "unknown who waits",
};
