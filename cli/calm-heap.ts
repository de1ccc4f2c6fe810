import { setFlagsFromString } from "node:v8";

/**
 * Has the garbage collector let the heap grow by 30 % between two full collections, not up to four times as it does on a
 * machine with much memory: a large audit then needs a quarter less, for a few percent of time.
 */
export const calmHeap = (): void => setFlagsFromString("--heap-growing-percent=30");
