import { seededRandom } from "../../shim/registry/fit/seeded-random.ts";

/** CPU of one subject next to another's, from pairs taken in turns. */
export interface PairedCpu {
  /** Milliseconds of CPU (user and system) of one run of the base; median. */
  readonly baseMs: number;
  /** What `other` takes more than the base, in microseconds of CPU a run; median of the pairs. */
  readonly addedUs: number;
  /** other / base; median of the pairs. */
  readonly ratio: number;
  /** 95 % interval of that median, by order statistics. */
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

type Run = () => Promise<unknown>;

/** Runs of each before the first that counts, unless told otherwise. */
export const defaultWarmUp = 2_000;

/**
 * Runs both in turns, `runs` times each a pair; chance says who goes first, since the garbage collector comes at even
 * distances and would else meet the same one. `settle` ends the turn of `other`.
 * `warmUp` runs of each come first: what runs only once a run gets cheaper for about 2,000 runs, long after the framework's
 * own code has, and compiling it is no cost of a run.
 */
export const pairedCpu = async (
  base: Run,
  other: Run,
  pairs: number,
  runs: number,
  settle: Run = async () => undefined,
  warmUp: number = defaultWarmUp,
): Promise<PairedCpu> => {
  for (let round = 0; round < warmUp / runs; round += 1) {
    for (const warm of [base, other]) await cpuOf(warm, runs, settle);
  }
  const ratios: number[] = [];
  const bases: number[] = [];
  const added: number[] = [];
  const random = seededRandom(pairs);
  for (let pair = 0; pair < pairs; pair += 1) {
    const isSwapped = random() < 0.5;
    const first = await cpuOf(isSwapped ? other : base, runs, settle);
    const second = await cpuOf(isSwapped ? base : other, runs, settle);
    const [baseMs, otherMs] = isSwapped ? [second, first] : [first, second];
    bases.push(baseMs / runs);
    added.push(((otherMs - baseMs) / runs) * 1000);
    ratios.push(otherMs / baseMs);
  }
  return { baseMs: quantile(bases, 0.5), addedUs: quantile(added, 0.5), pairs, ...medianInterval(ratios) };
};

/** The median with its 95 % interval: the ranks n/2 -+ 0.98 sqrt(n), which hold for any distribution. */
export const medianInterval = (values: readonly number[]): { ratio: number; low: number; high: number } => {
  const sorted = [...values].sort((a, b) => a - b);
  const reach = 0.98 * Math.sqrt(sorted.length);
  const at = (rank: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? Number.NaN;
  return {
    ratio: quantile(sorted, 0.5),
    low: at(Math.floor(sorted.length / 2 - reach)),
    high: at(Math.ceil(sorted.length / 2 + reach) - 1),
  };
};

const cpuOf = async (run: Run, runs: number, settle: Run): Promise<number> => {
  const before = process.cpuUsage();
  for (let index = 0; index < runs; index += 1) await run();
  await settle();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  return ((sorted[Math.floor(at)] ?? Number.NaN) + (sorted[Math.ceil(at)] ?? Number.NaN)) / 2;
};
