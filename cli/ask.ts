import { createInterface } from "node:readline/promises";

/** Asks on one stream and reads a line from another; an empty line when the input ends. */
export async function ask(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  const lines = createInterface({ input, output });
  try {
    return await new Promise<string>((resolve) => {
      lines.once("close", () => resolve(""));
      void lines.question(question).then(resolve);
    });
  } finally {
    lines.close();
  }
}
