/** The first names and how many more there are: `fares, hotels and 4 more`. */
export const nameList = (names: readonly string[], shown: number): string =>
  names.length <= shown ? names.join(", ") : `${names.slice(0, shown).join(", ")} and ${names.length - shown} more`;
