/** How a router does on test data, at every threshold; the dot is the threshold that validation data chose. */
export interface CoverageCurve {
  readonly name: string;
  readonly color: string;
  /** Strictest threshold first. */
  readonly points: readonly CoveragePoint[];
  /** null: it never answers. */
  readonly chosen: CoveragePoint | null;
}

/** Shares, 0 to 1. */
export interface CoveragePoint {
  readonly coverage: number;
  readonly precision: number;
}

const [width, height, left, right, top, bottom] = [760, 420, 64, 200, 40, 56];
const lowest = 0.9;

/** Draws precision against coverage, as SVG; `aim` is a line across. Precision below 0.9 is off the picture. */
export const coverageChart = (curves: readonly CoverageCurve[], aim: number, title: string): string => {
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (it) => `<text x="${r(x(it))}" y="${height - bottom + 20}" text-anchor="middle">${it}</text>`,
  );
  const rows = [0.9, 0.92, 0.94, 0.96, 0.98, 1].map(
    (it) =>
      `<line x1="${left}" x2="${width - right}" y1="${r(y(it))}" y2="${r(y(it))}" stroke="#ddd"/>` +
      `<text x="${left - 8}" y="${r(y(it) + 4)}" text-anchor="end">${it}</text>`,
  );
  const aimLine =
    `<line x1="${left}" x2="${width - right}" y1="${r(y(aim))}" y2="${r(y(aim))}" stroke="#b00" stroke-dasharray="4 3"/>` +
    `<text x="${left + 4}" y="${r(y(aim) - 4)}" fill="#b00">aim ${aim}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="22" font-size="14">${title}</text>`,
    ...grid,
    ...rows,
    aimLine,
    `<text x="${(left + width - right) / 2}" y="${height - 14}" text-anchor="middle">share of in-scope tasks answered rightly</text>`,
    ...curves.map(drawn),
    "</svg>\n",
  ].join("\n");
};

const x = (coverage: number): number => left + coverage * (width - left - right);
const y = (precision: number): number =>
  height - bottom - ((precision - lowest) / (1 - lowest)) * (height - top - bottom);

const drawn = ({ name, color, points, chosen }: CoverageCurve, index: number): string => {
  const shown = onePerPixel(points.filter(({ precision }) => precision >= lowest));
  const path = shown.map((point) => `${r(x(point.coverage))},${r(y(point.precision))}`).join(" ");
  const dot = chosen
    ? `<circle cx="${r(x(chosen.coverage))}" cy="${r(y(chosen.precision))}" r="5" fill="${color}"/>`
    : "";
  const at = top + 16 + index * 18;
  const legend =
    `<line x1="${width - right + 12}" x2="${width - right + 32}" y1="${at - 4}" y2="${at - 4}" stroke="${color}" stroke-width="2"/>` +
    `<text x="${width - right + 38}" y="${at}">${name}</text>`;
  return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>${dot}${legend}`;
};

/** The last point of each column of pixels: thousands of answers else make a file of 300 KB. */
const onePerPixel = (points: readonly CoveragePoint[]): CoveragePoint[] => [
  ...new Map(points.map((point) => [Math.round(x(point.coverage)), point])).values(),
];

const r = (value: number): string => value.toFixed(1);
