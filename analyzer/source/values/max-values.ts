/** An expression has at most so many values; what goes beyond is dropped, or makes the whole unknown. */
export const MAX_VALUES = 64;
