// Generated from the files of scripts/, which say what each takes and returns. Do not edit: run `npm run generate`.

/** Scripts of this adapter, by name. */
export const luaScripts = {} as const;
