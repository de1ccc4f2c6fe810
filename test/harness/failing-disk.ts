import { type Disk, realDisk } from "../../codemods/kit/disk.ts";

/** What a kill looks like from inside: every later step fails as well, so no clean-up runs. */
export class DiskStopped extends Error {}

/** The real disk until `steps` changes were made; from then on nothing gets through. The last write may be cut short. */
export function failingDisk(steps: number): Disk & { readonly changes: () => number } {
  let made = 0;
  const step = <T>(action: () => T): T => {
    if (made >= steps) throw new DiskStopped(`stopped after ${steps} steps`);
    made++;
    return action();
  };
  return {
    ...realDisk,
    writeSynced: (path, bytes, permissions) => {
      // Half a file is what a power cut leaves of a write.
      if (made === steps) {
        made++;
        realDisk.writeSynced(path, bytes.subarray(0, bytes.length / 2), permissions);
        throw new DiskStopped("stopped in the middle of a write");
      }
      step(() => realDisk.writeSynced(path, bytes, permissions));
    },
    createOnly: (path, bytes) => step(() => realDisk.createOnly(path, bytes)),
    rename: (from, to) => step(() => realDisk.rename(from, to)),
    remove: (path) => step(() => realDisk.remove(path)),
    makeFolder: (path) => step(() => realDisk.makeFolder(path)),
    removeEmptyFolder: (path) => step(() => realDisk.removeEmptyFolder(path)),
    changes: () => made,
  };
}
