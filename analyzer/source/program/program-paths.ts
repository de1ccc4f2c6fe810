/** Where the project's files lie in the program; a path relative to the audited root follows. */
export const ROOT = "/r/";

/** Where generated stubs lie in the program; the module's specifier and `.d.ts` follow. */
export const STUBS = "/stubs/";

/** Where the miniature standard library and the framework's shared types lie in the program. */
export const LIBRARIES = "/lib/";
