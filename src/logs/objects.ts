/** Where the objects of a line begin and end, as far as its bytes tell. */
import { isObject, parseJson } from "../text/json.ts";

const [QUOTE, COMMA, NEWLINE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x2c, 0x0a, 0x5b, 0x5d, 0x7b, 0x7d,
];

/** White space, and what stands around the objects of a list: brackets, commas (log4j2 begins a line with one), a BOM. */
const AROUND = Uint8Array.from({ length: 256 }, (_, byte) =>
  [0x20, 0x09, 0x0d, COMMA, OPEN_LIST, CLOSE_LIST, 0xef, 0xbb, 0xbf].includes(byte) ? 1 : 0,
);

/** Where begins what stands between white space, brackets and commas; where nothing else is there, the end. */
export function contentStart(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && AROUND[bytes[at] as number] === 1) at += 1;
  return at;
}

/** Whether an object begins here and does not end in this line: a brace, and then a name as far as there is more. */
export function opensDocument(bytes: Buffer, start: number, end: number, to: number): boolean {
  if (bytes[start] !== OPEN_OBJECT || endsWithBrace(bytes, start, end)) return false;
  let at = start + 1;
  while (at < to && (bytes[at] === NEWLINE || bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) at += 1;
  return at === to || bytes[at] === QUOTE || bytes[at] === CLOSE_OBJECT;
}

/** Whether an object that begins in this line also ends in it, as far as the last sign of the line tells. */
function endsWithBrace(bytes: Buffer, start: number, end: number): boolean {
  let at = end - 1;
  while (at > start && AROUND[bytes[at] as number] === 1) at -= 1;
  return bytes[at] === CLOSE_OBJECT && at > start;
}

/** The objects of a line that holds a list of them, or several one after the other; else the line itself. */
export function objectsOn(line: string): readonly string[] {
  // The first brace that closes anything ends the line: one flat object, as most are.
  if (line.indexOf("}") >= line.length - 2 || !/^[\s,[\ufeff]{0,9}\{/.test(line)) return [line];
  if (line.startsWith("{") && !/\}[,\s]{0,9}\{/.test(line)) return [line];
  const inside = line.replace(/^[\s,[\ufeff]+/, "").replace(/[\s,\]]+$/, "");
  const list = parseJson(`[${inside}]`) ?? parseJson(`[${inside.replace(/\}\s*\{/g, "},{")}]`);
  if (!Array.isArray(list) || (list.length < 2 && line.startsWith("{"))) return [line];
  const objects = list.filter(isObject).map((each) => JSON.stringify(each));
  return objects.length > 0 ? objects : [line];
}
