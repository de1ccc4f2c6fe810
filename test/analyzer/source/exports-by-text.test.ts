import { describe, expect, it } from "vitest";
import { exportsByText } from "../../../analyzer/source/exports-by-text.ts";

describe("exportsByText", () => {
  it.each([
    ["export const a = 1; export let b; export var c;", ["a", "b", "c"]],
    ["export function f() {} export async function g() {} export function* h() {}", ["f", "g", "h"]],
    ["export class A {} export abstract class B {} export default class C {}", ["A", "B", "C"]],
    ["export interface I {} export type T = 1; export enum E {} export const enum F {}", ["I", "T", "E", "F"]],
    ["export declare namespace N {}", ["N"]],
    ["const a = 1, b = 2;\nexport { a, b as\n  c };", ["a", "c"]],
    ["const exported = 1; import { a } from './x';", []],
  ])("names of its own: %s", (text, names) => {
    expect([...exportsByText(text).names]).toEqual(names);
    expect(exportsByText(text).from).toEqual([]);
  });

  it.each([
    [`export { a, b as c } from "./x"`, { specifier: "./x", names: new Map([...[["a", "a"]], ["c", "b"]] as const) }],
    [`export type { T } from './t'`, { specifier: "./t", names: new Map([["T", "T"]]) }],
    [`export { default as d } from "./d"`, { specifier: "./d", names: new Map([["d", "default"]]) }],
    [`export * from "./all"`, { specifier: "./all", names: "all" }],
    [`export * as ns from "./ns"`, { specifier: "./ns", names: new Map([["ns", "ns"]]) }],
    [`module.exports = require("./cjs")`, { specifier: "./cjs", names: "all" }],
  ])("passed on: %s", (text, from) => {
    expect(exportsByText(text).from).toEqual([from]);
  });

  it.each(["export const { a } = make();", "exports.a = 1;", "export = thing;"])(
    "cannot tell all names: %s",
    (text) => {
      expect(exportsByText(text).isOpen).toBe(true);
    },
  );
});
