/** The last instant that was spelled: decisions of a fast run fall into the same millisecond. */
let last = { at: Number.NaN, text: "" };

/** ISO 8601 in UTC of milliseconds since 1970. Throws RangeError for what is no instant. */
export const instantText = (at: number): string => {
  if (at !== last.at) last = { at, text: new Date(at).toISOString() };
  return last.text;
};
