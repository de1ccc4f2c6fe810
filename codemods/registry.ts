// Generated from the folders of codemods. Do not edit: run `npm run generate`.

import type { Codemod } from "./kit/define-codemod.ts";
import { codemod as askRegistryFirst } from "./stage-1-registry/ask-registry-first/codemod.ts";
import { codemod as wrapConductors } from "./stage-1-registry/wrap-conductors/codemod.ts";
import { codemod as handOverDirectly } from "./stage-2-handoff/hand-over-directly/codemod.ts";
import { codemod as handOverGuarded } from "./stage-2-handoff/hand-over-guarded/codemod.ts";
import { codemod as bindThreadIds } from "./stage-3-state/bind-thread-ids/codemod.ts";
import { codemod as moveSaversToRedis } from "./stage-3-state/move-savers-to-redis/codemod.ts";
import { codemod as moveSessionMaps } from "./stage-3-state/move-session-maps/codemod.ts";

/** Every codemod, by stage, then id. */
export const codemods: readonly Codemod[] = [
  askRegistryFirst,
  wrapConductors,
  handOverDirectly,
  handOverGuarded,
  bindThreadIds,
  moveSaversToRedis,
  moveSessionMaps,
];
