/** One measured size. */
export interface SizePoint {
  readonly files: number;
  readonly auditMs: number;
  readonly parseMs: number;
  readonly cachedMs: number;
}

const [width, height, left, right, top, bottom] = [720, 420, 64, 150, 40, 56];
const lines = [
  { key: "parseMs", name: "read and parse all", color: "#8a8a8a" },
  { key: "auditMs", name: "audit", color: "#0b62c4" },
  { key: "cachedMs", name: "audit, cached", color: "#0a7d4f" },
] as const satisfies readonly { readonly key: keyof SizePoint; readonly name: string; readonly color: string }[];

/** Draws CPU seconds against files, as SVG. Points must be in order of size. */
export const costChart = (points: readonly SizePoint[], title: string): string => {
  const most = points.at(-1)?.files ?? 1;
  const slowest = Math.max(1, ...points.flatMap((p) => lines.map(({ key }) => p[key])));
  const stepMs = niceStep(slowest / 5);
  const topMs = Math.ceil(slowest / stepMs) * stepMs;
  const x = (files: number): number => left + (files / most) * (width - left - right);
  const y = (ms: number): number => height - bottom - (ms / topMs) * (height - top - bottom);
  const grid = Array.from({ length: topMs / stepMs + 1 }, (_, i) => i * stepMs).map(
    (ms) =>
      `<line x1="${left}" x2="${width - right}" y1="${r(y(ms))}" y2="${r(y(ms))}" stroke="#ddd"/>` +
      `<text x="${left - 8}" y="${r(y(ms) + 4)}" text-anchor="end">${ms / 1000}</text>`,
  );
  const ticks = points.map(
    ({ files }) => `<text x="${r(x(files))}" y="${height - bottom + 20}" text-anchor="middle">${files}</text>`,
  );
  const drawn = lines.map(({ key, name, color }) => {
    const path = points.map((p) => `${r(x(p.files))},${r(y(p[key]))}`).join(" ");
    const dots = points
      .map((p) => `<circle cx="${r(x(p.files))}" cy="${r(y(p[key]))}" r="3" fill="${color}"/>`)
      .join("");
    const end = y(points.at(-1)?.[key] ?? 0);
    const label = `<text x="${width - right + 10}" y="${r(end + 4)}" fill="${color}">${name}</text>`;
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>${dots}${label}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="22" font-size="14">${title}</text>`,
    ...grid,
    ...ticks,
    `<text x="${(left + width - right) / 2}" y="${height - 14}" text-anchor="middle">TypeScript files</text>`,
    ...drawn,
    "</svg>\n",
  ].join("\n");
};

const niceStep = (raw: number): number => {
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([1, 2, 5, 10].find((n) => n * power >= raw) ?? 10) * power;
};

const r = (value: number): string => value.toFixed(1);
