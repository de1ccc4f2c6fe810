import { appTypeLines, type SeamStyle } from "../../kit/seam-exports.ts";
import { textLiteral } from "../../kit/text-literal.ts";
import type { Conductor } from "./conductor-site.ts";

/** The lines of one export, each with its newline. */
export function stagesText(
  { name, conductor, isSupervisor }: Conductor & { readonly name: string },
  hasProcess: boolean,
  style: SeamStyle,
): string {
  const { indent, newline, semicolon } = style;
  const head = style.require ? `exports.${name} = ` : `export const ${name} = `;
  const lines = [
    "/**",
    ` * Runs ${conductor} as it is, and keeps who decided what. Every stage is off until its tenant's is turned on; then a`,
    ` * registry may answer the turns that only pick an agent, and never those that answer the user.`,
    ...(isSupervisor
      ? []
      : [" * An agent that is a tool is called without the model only if `routing.agentTools` names that tool."]),
    ...(hasProcess
      ? [" * UNCONDUCT_STAGE in the environment holds the stage, or give another source as `stages`."]
      : []),
    ...appTypeLines(style),
    " */",
    `${head}${style.typescript ? "<App extends object>(app: App): App" : "(app)"} =>`,
    `${indent}unconduct(app, {`,
    `${indent.repeat(2)}name: ${textLiteral(conductor, style)},`,
    ...(hasProcess ? [`${indent.repeat(2)}stages: environmentStages(process.env),`] : []),
    `${indent}})${semicolon}`,
  ];
  return lines.map((it) => it + newline).join("");
}
