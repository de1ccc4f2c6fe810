import manifest from "../package.json" with { type: "json" };

/** Version of this package, from its manifest. */
export const toolVersion: string = manifest.version;
