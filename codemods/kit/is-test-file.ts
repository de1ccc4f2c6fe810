const testFolder = /(^|\/)(tests?|__tests__|e2e|spec)\//;
const testName = /\.(test|spec|test-d|e2e)\.[cm]?[jt]sx?$/;
const testImport =
  /(from|require\()\s*["'](vitest|jest|@jest\/globals|mocha|node:test|bun:test|ava|@playwright\/test|[^"']+\/(vitest|jest))["']/;

/** True for a file of tests, by its folder, its name or what it imports: what it keeps is meant to end with it. */
export const isTestFile = (file: string, text: string): boolean =>
  testFolder.test(file) || testName.test(file) || testImport.test(text);
