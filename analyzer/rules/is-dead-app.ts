import type { AppModel } from "../../contracts/audit.ts";

/** True when the app is known and nothing in the audited tree runs it: its findings would cost nobody anything. */
export const isDeadApp = (model: AppModel, appId: string | null): boolean =>
  appId !== null && model.apps.some((app) => app.id === appId && app.dead);
