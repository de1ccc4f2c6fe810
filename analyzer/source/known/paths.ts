/** Thrown where code cannot be followed any further. */
export class Lost extends Error {
  override readonly name = "Lost";
}

/** Thrown where the code itself throws: that path leads nowhere. */
export class Thrown extends Error {
  override readonly name = "Thrown";
}

/** Answers the questions of one path through code; asked in the same order, they are the same questions. */
export type Chooser = () => boolean;

const MAX_PATHS = 128;

/**
 * Runs `run` once for each way its questions can be answered. Paths that throw are left out. Undefined: one path was lost, or
 * there are too many.
 */
export const everyPath = <T>(run: (choose: Chooser) => T): readonly T[] | undefined => {
  const results: T[] = [];
  let answers: boolean[] = [];
  for (let count = 0; count < MAX_PATHS; count++) {
    let asked = 0;
    try {
      results.push(
        run(() => {
          if (asked === answers.length) answers.push(true);
          return answers[asked++] === true;
        }),
      );
    } catch (error) {
      if (error instanceof Lost) return undefined;
      if (!(error instanceof Thrown)) throw error;
    }
    answers = answers.slice(0, answers.lastIndexOf(true) + 1);
    if (answers.length === 0) return results;
    answers[answers.length - 1] = false;
  }
  return undefined;
};
