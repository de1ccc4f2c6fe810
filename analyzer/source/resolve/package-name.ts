const NAME = /^(?:@[a-z0-9~._-]+\/)?[a-z0-9_-][a-z0-9._~-]*(?=\/|$)/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const REGISTRY =
  /^(?:npm:|https?:\/\/(?:esm\.sh|cdn\.skypack\.dev|unpkg\.com|esm\.run|cdn\.jsdelivr\.net\/npm)\/)(.*)$/;
const VERSION = /^(@[^/@]+\/[^/@]+|[^/@]+)@[^/]*/;

/**
 * The package that a bare specifier names: `@a/b/c` is of `@a/b`; `npm:x@1/y` and links to module hosts are of the
 * package they carry; any other scheme (`node:fs`) stands for itself. Undefined for what is no package name.
 */
export function packageNameOf(specifier: string): string | undefined {
  const hosted = REGISTRY.exec(specifier)?.[1];
  if (hosted !== undefined) return NAME.exec(hosted.replace(VERSION, "$1"))?.[0] ?? specifier;
  if (SCHEME.test(specifier)) return specifier;
  return NAME.exec(specifier)?.[0];
}
