import { UnconductError } from "../contracts/unconduct-error.ts";

/** What `load` imports, which needs LangGraph's checkpointers. Throws `CLI_PACKAGE_MISSING` where they are not installed. */
export const loadLangGraph = async <T>(load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND")) throw cause;
    const remedy = "Install it beside unconduct: npm install -D @langchain/langgraph-checkpoint @langchain/core.";
    throw new UnconductError("CLI_PACKAGE_MISSING", "LangGraph's checkpointers are not installed.", remedy, { cause });
  }
};
