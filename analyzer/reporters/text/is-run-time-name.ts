/** True for a name that exists only at run time, which may stand for several: the audit gives it in angle brackets. */
export const isRunTimeName = (name: string): boolean => name.startsWith("<") && name.endsWith(">");
