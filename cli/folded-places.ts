/** Something that is said of a place, of which there may be many alike. */
export interface SaidPlace {
  /** POSIX path. */
  readonly file: string;
  readonly text: string;
}

/** How many of a kind are listed before the rest is counted. */
export const shownAlike = 5;

/** Places with how many more like the last one shown follow it, and in how many files; in the order given. */
export interface FoldedPlace<T> {
  readonly place: T;
  /** 0: it stands for itself. */
  readonly more: number;
  readonly files: number;
}

/** Lists the first few of places that say the same but for what they quote or name by number, and counts the others. */
export function foldedPlaces<T extends SaidPlace>(places: readonly T[], all: boolean): FoldedPlace<T>[] {
  const alike = new Map<string, T[]>();
  for (const it of places) {
    const key = kindOf(it.text);
    alike.set(key, [...(alike.get(key) ?? []), it]);
  }
  return places.flatMap((place): FoldedPlace<T>[] => {
    const own = alike.get(kindOf(place.text)) ?? [];
    const index = own.indexOf(place);
    const rest = own.slice(shownAlike);
    if (all || rest.length < 2 || index < shownAlike - 1) return [{ place, more: 0, files: 0 }];
    if (index > shownAlike - 1) return [];
    return [{ place, more: rest.length, files: new Set(rest.map((it) => it.file)).size }];
  });
}

/** `and 70 more like it in 12 files; --all lists them`. */
export const moreText = ({ more, files }: FoldedPlace<unknown>): string =>
  `and ${more} more like it in ${files} ${files === 1 ? "file" : "files"}; --all lists them`;

const kindOf = (text: string): string => text.replace(/"[^"]*"|'[^']*'|`[^`]*`|\d+/g, "…");
