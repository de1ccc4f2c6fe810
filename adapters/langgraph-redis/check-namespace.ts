import { InvalidNamespaceError } from "@langchain/langgraph-checkpoint";

/**
 * Throws LangGraph's `InvalidNamespaceError` for labels that a store must refuse. Its own check is exported since
 * langgraph-checkpoint 1.2 only, and the store serves older ones too.
 */
export function checkNamespace(namespace: readonly unknown[], options: { readonly allowEmpty: boolean }): void {
  if (namespace.length === 0 && !options.allowEmpty) throw new InvalidNamespaceError("Namespace cannot be empty.");
  for (const label of namespace) {
    const problem = problemOf(label);
    if (problem === undefined) continue;
    throw new InvalidNamespaceError(`Invalid namespace label '${label}' found in ${namespace}. ${problem}`);
  }
}

function problemOf(label: unknown): string | undefined {
  if (typeof label !== "string") return `Namespace labels must be strings, but got ${typeof label}.`;
  if (label === "") return "Namespace labels cannot be empty strings.";
  if (label.includes(".")) return "Namespace labels cannot contain periods ('.').";
  if (label.includes(":")) return "Namespace labels cannot contain colons (':').";
  return label.includes("\0") ? "Namespace labels cannot contain NUL bytes." : undefined;
}
