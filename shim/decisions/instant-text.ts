/** The second of the last answer, and its text up to the milliseconds. */
let second = Number.NaN;
let text = "";

/** Milliseconds since 1970 as ISO 8601 in UTC. A decision follows another within the second, so its date is spelled once. */
export const instantText = (ms: number): string => {
  const whole = Math.floor(ms / 1000);
  if (whole !== second) {
    text = new Date(whole * 1000).toISOString().slice(0, -4);
    second = whole;
  }
  return `${text}${String(Math.floor(ms) - whole * 1000).padStart(3, "0")}Z`;
};
