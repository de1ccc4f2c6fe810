import type { CliIo } from "./cli-io.ts";

/** Follows the steps of a run. */
export interface StepWatch {
  /** A step begins, and the one before it ends. */
  readonly onStep: (step: string) => void;
  /** The run ended, well or not. */
  readonly end: () => void;
}

const clearLine = "\r\u001b[K";

/** Shows the present step on one line of stderr and clears it at the end; does nothing when stderr is no terminal. */
export function progressWatch(stderr: CliIo["stderr"], wanted: boolean): StepWatch {
  const show = (text: string): void => {
    if (wanted && stderr.isTTY === true) stderr.write(text);
  };
  return { onStep: (step) => show(`${clearLine}${step} ...`), end: () => show(clearLine) };
}

/** Measures each step; `text` after the end is one line a step, in milliseconds, and the peak memory. */
export function timingWatch(now: () => number, peakMegabytes: () => number): StepWatch & { text: () => string } {
  const marks: { step: string; at: number }[] = [];
  let endedAt = 0;
  const rowOf = (name: string, value: number, unit: string): string =>
    `${name.padEnd(24)}${Math.round(value).toString().padStart(8)} ${unit}\n`;
  return {
    onStep: (step) => marks.push({ step, at: now() }),
    end: () => {
      endedAt = now();
    },
    text: () => {
      const rows = marks.map(({ step, at }, index) => rowOf(step, (marks[index + 1]?.at ?? endedAt) - at, "ms"));
      const total = rowOf("total", endedAt - (marks[0]?.at ?? endedAt), "ms");
      return [...rows, total, rowOf("peak memory", peakMegabytes(), "MB")].join("");
    },
  };
}
