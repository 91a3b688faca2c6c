/** Line and column of an offset, both from 1; columns are UTF-16 units, as GitHub and editors count them. */
export function positions(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}
