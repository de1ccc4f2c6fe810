/** The one-way rule of docs and design, as a failing check. Rules follow below as folders get their files. */
export default {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      comment: "A circle has no reading order. Move what both need into a third file that imports neither.",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(fixtures|dist|node_modules/\\.cache)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
