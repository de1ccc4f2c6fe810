import { isRecord } from "../is-record.ts";

/**
 * The target whose answer a model's own result is like, or null where it cannot be told: every part of the answer must be
 * in the result, texts without regard to case and to what stands around them.
 */
export const modelChoice = (result: unknown, answers: Readonly<Record<string, unknown>>): string | null => {
  const alike = Object.keys(answers).filter((target) => contains(result, answers[target]));
  return alike.length === 1 ? (alike[0] ?? null) : null;
};

const contains = (result: unknown, answer: unknown): boolean => {
  if (typeof answer === "string") return typeof result === "string" && isSameText(result, answer);
  if (Array.isArray(answer))
    return Array.isArray(result) && answer.every((part, index) => contains(result[index], part));
  if (!isRecord(answer)) return result === answer;
  return (
    isRecord(result) && Object.keys(answer).every((key) => isFiller(key, answer) || contains(result[key], answer[key]))
  );
};

/** The id of a tool call is another each time; a text that names nothing is there only to be there. */
const isFiller = (key: string, answer: Readonly<Record<string, unknown>>): boolean =>
  (key === "id" && answer.type === "tool_call") || answer[key] === "" || answer[key] === FILLER;

const isSameText = (result: string, answer: string): boolean => plain(result) === plain(answer);
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, "");

/** What stands in a text field of an answer that only a log reads. */
export const FILLER = "answered by the registry";
