import type { StageSource } from "../ports/stage-source.ts";

/** Stages from a function, such as one that asks a feature-flag service; it gives a stage/1 document or null. */
export const functionStages = (read: (tenant: string) => unknown | Promise<unknown>): StageSource => ({ read });
