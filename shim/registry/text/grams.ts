const CHARACTER_GRAMS = [3, 4] as const;

/**
 * The features of a text: words, pairs of neighbouring words, and the 3- and 4-letter pieces of each word (so that a
 * plural or a typing error still looks alike). Lower case; punctuation is dropped. A feature may occur more than once.
 */
export const gramsOf = (text: string): string[] => {
  const words =
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}']+/gu) ?? [];
  const grams: string[] = [];
  for (const [index, word] of words.entries()) {
    grams.push(`w:${word}`);
    if (index > 0) grams.push(`b:${words[index - 1]} ${word}`);
    const marked = `<${word}>`;
    for (const size of CHARACTER_GRAMS)
      for (let at = 0; at + size <= marked.length; at += 1) grams.push(`c:${marked.slice(at, at + size)}`);
  }
  return grams;
};
