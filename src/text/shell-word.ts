/** One line as one word of a POSIX shell: as it is where it means nothing else, otherwise in single quotes. */
export function shellWord(line: string): string {
  return /^[A-Za-z0-9./@-][A-Za-z0-9._/:,@%+=#-]*$/.test(line) ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}
