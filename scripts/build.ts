import { copyFileSync, rmSync } from "node:fs";
import { build } from "tsdown";

/** Builds both packages from scratch, so that nothing of an older build is ever packed. */
for (const folder of ["dist", "runtime/dist"]) rmSync(folder, { recursive: true, force: true });
copyFileSync("LICENSE", "runtime/LICENSE");
await build({ logLevel: "warn" });
