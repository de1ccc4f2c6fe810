/** `1 call`, `3 calls`; a noun with an irregular plural gives it. */
export const countOf = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;
