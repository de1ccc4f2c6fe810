import { escapeTerminal } from "../analyzer/reporters/escape-terminal.ts";

const colors = { "+": "\u001b[32m", "-": "\u001b[31m", "@": "\u001b[36m" } as const;
const [bold, reset] = ["\u001b[1m", "\u001b[0m"];

/** A unified diff, safe to print; added lines green, removed red, places cyan where colour is wanted. */
export const diffText = (diff: string, color: boolean): string =>
  diff
    .split("\n")
    .map((line) => {
      // The carriage return of a CRLF file would be printed as an escape at each line's end.
      const text = escapeTabs(line.replace(/\r$/, ""));
      if (!color) return text;
      if (/^(---|\+\+\+) /.test(line)) return `${bold}${text}${reset}`;
      const start = line.charAt(0);
      return start === "+" || start === "-" || start === "@" ? `${colors[start]}${text}${reset}` : text;
    })
    .join("\n");

/** A tab is harmless, and indentation is nicer to read with it. */
const escapeTabs = (line: string): string => line.split("\t").map(escapeTerminal).join("\t");
