/**
 * Where a character of a decoded JSON string stands in the text.
 * @param start offset of the opening quote
 * @param index UTF-16 units into the decoded string
 */
export function sourceOffset(text: string, start: number, index: number): number {
  let at = start + 1;
  for (let decoded = 0; decoded < index && at < text.length; decoded++) {
    if (text[at] !== "\\") at++;
    else at += text[at + 1] === "u" ? 6 : 2;
  }
  return at;
}
