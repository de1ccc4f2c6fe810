import type { Audit } from "../contracts/audit.ts";

/** The same audit with the findings and call sites of some files only; everything else still tells of the whole. */
export const limitToFiles = (
  audit: Audit,
  { ref, commit, files }: { readonly ref: string; readonly commit: string; readonly files: ReadonlySet<string> },
): Audit => ({
  ...audit,
  since: { ref, commit, changedFiles: files.size },
  callSites: audit.callSites.filter((site) => files.has(site.file)),
  findings: audit.findings.filter((finding) => files.has(finding.file)),
});
