// Generated from the folders of codemods. Do not edit: run `npm run generate`.

import type { Codemod } from "./kit/define-codemod.ts";
import { codemod as moveSaversToRedis } from "./stage-3-state/move-savers-to-redis/codemod.ts";

/** Every codemod, by stage, then id. */
export const codemods: readonly Codemod[] = [moveSaversToRedis];
