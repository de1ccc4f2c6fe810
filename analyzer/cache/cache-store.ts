/** Where a cache keeps its texts, by name. Whoever gives one sees to it that two runs at once do no harm. */
export interface CacheStore {
  /** The text kept under a name; undefined when there is none. Throws when the place cannot be read. */
  read(name: string): string | undefined;
  /** Keeps a text under a name in place of what was there, all of it or nothing. Throws when it cannot be written. */
  write(name: string, text: string): void;
}
