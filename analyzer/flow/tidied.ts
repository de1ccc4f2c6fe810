/** What a text's method without arguments makes of it; null for methods that make another text. */
export const tidied = (text: string, method: string): string | null => {
  if (/^trim(Start|End)?$/.test(method)) return text.trim();
  if (/^to(Locale)?LowerCase$/.test(method)) return text.toLowerCase();
  if (/^to(Locale)?UpperCase$/.test(method)) return text.toUpperCase();
  return /^(toString|valueOf)$/.test(method) ? text : null;
};
