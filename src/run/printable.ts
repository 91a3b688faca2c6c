/** Labels hold at most this many characters: the evidence schema refuses longer ones. */
const MAX_LABEL_CHARS = 300;

/** One line without control or format characters, within the label limit. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, MAX_LABEL_CHARS);
}

/** Makes a label fit to be written: secrets replaced, one line, bounded. */
export type Cleaner = (value: string | null | undefined) => string | null;
