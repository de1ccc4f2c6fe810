import type { AuditedApp } from "../../../contracts/audited-app.ts";

/** What the report calls an app: its name, or its id when nothing names it. */
export const appName = (app: AuditedApp): string => app.name ?? app.id;
