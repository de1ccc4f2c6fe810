import type { TenantStatus } from "../shim/decisions/tenant-status.ts";
import { stagesOn } from "./stages-on.ts";

/**
 * The tenants that fit so many lines, at least one; each takes `height` lines, and one more where its window was cut. Where
 * some are left out, the order changes: killed first, then by failed decisions, stage, traffic.
 */
export const tenantsThatFit = (
  tenants: readonly TenantStatus[],
  room: number,
  height: number,
): readonly TenantStatus[] => {
  const heightOf = (it: TenantStatus): number => height + (it.cutAt === null ? 0 : 1);
  const all = tenants.reduce((sum, it) => sum + heightOf(it), 0);
  if (all <= room) return tenants;
  const needy = tenants.toSorted(byNeed);
  let left = room - 1; // a line says how many are left out
  const shown = needy.filter((it) => {
    left -= heightOf(it);
    return left >= 0;
  });
  return shown.length > 0 ? shown : needy.slice(0, 1);
};

const byNeed = (a: TenantStatus, b: TenantStatus): number =>
  Number(b.stage?.killSwitch ?? false) - Number(a.stage?.killSwitch ?? false) ||
  b.failed - a.failed ||
  furthest(b) - furthest(a) ||
  b.decisions - a.decisions;

const furthest = ({ stage }: TenantStatus): number => stagesOn(stage).at(-1)?.number ?? 0;
