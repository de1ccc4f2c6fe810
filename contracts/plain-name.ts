/** A name as names are compared: without case, spaces, dashes and underscores. */
export const plainName = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, "");
