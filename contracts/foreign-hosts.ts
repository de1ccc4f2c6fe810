/** A package that exists in one kind of host only, where no shared Redis may be reached. */
export interface ForeignHost {
  /** What an import of it reads like. */
  readonly imports: RegExp;
  /** What the code runs in, a few words without an article. */
  readonly what: string;
  /** True where a project that depends on it is built for that host as a whole. */
  readonly whole: boolean;
}

/** Packages of browsers' extensions, desktops, phones and editors. */
export const foreignHosts: readonly ForeignHost[] = [
  { imports: /^vscode$/, what: "editor extension", whole: true },
  { imports: /^(webextension-polyfill|@plasmohq\/.+)$/, what: "browser extension", whole: false },
  { imports: /^(wxt|plasmo|@crxjs\/vite-plugin)(\/.*)?$/, what: "browser extension", whole: true },
  { imports: /^electron$/, what: "desktop app", whole: true },
  { imports: /^@tauri-apps\/api(\/.*)?$/, what: "desktop app", whole: true },
  { imports: /^@tauri-apps\//, what: "desktop app", whole: false },
  { imports: /^(react-native|expo)(\/.*)?$/, what: "phone app", whole: true },
  { imports: /^@react-native/, what: "phone app", whole: false },
  { imports: /^obsidian$/, what: "desktop app", whole: true },
  { imports: /^@mlc-ai\/web-llm$/, what: "browser", whole: false },
];
