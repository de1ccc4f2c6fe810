/** A copy of plain data with each string value replaced; keys stay. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  // The casts hold because the copy has the same shape: a string for a string, an array for an array.
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)])) as T;
}
