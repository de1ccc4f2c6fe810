import type { Place } from "../../contracts/place.ts";

/** Compares by code unit: the same order on every machine, whatever its locale. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares by file, then by line. */
export const byPlace = (a: Place, b: Place): number => byCodeUnit(a.file, b.file) || a.line - b.line;
