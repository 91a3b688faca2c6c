/** A JSON object of unknown shape. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The parsed text, or undefined where it is not JSON (JSON itself has no undefined). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a text that begins as a JSON object or list ends before that does. */
export function endsWithinJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  const outside = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, "");
  const count = (bracket: RegExp) => outside.match(bracket)?.length ?? 0;
  return outside.includes('"') || count(/[[{]/g) > count(/[\]}]/g);
}

/** The most that a JSON text may have. */
export interface JsonBounds {
  /** Brackets within each other. */
  readonly levels: number;
  /** Entries of all its lists; an empty one counts as if it had one. */
  readonly entries: number;
  /** Members of all its objects. */
  readonly members: number;
}

/** Codes of what tells them; a brace is the bracket of its side with one bit more. */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const LIST = 0x5b;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const BRACE = 0x20;

/** The bound that a JSON text exceeds, told before a parser has to hold all of it; null: none. */
export function exceededBound(bounds: JsonBounds, text: string): keyof JsonBounds | null {
  const inList: boolean[] = [];
  let [depth, entries, members] = [0, 0, 0];
  // By the codes of its characters, and over strings at once: a fan-in reads a hundred megabytes.
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // White space: half of a file that people may read.
    if (code < QUOTE) continue;
    if (code === QUOTE) i = endOfString(text, i) - 1;
    else if (code === COLON) members += 1;
    else if (code === COMMA) entries += inList[depth] === true ? 1 : 0;
    else if ((code | BRACE) === OPEN) {
      depth += 1;
      inList[depth] = code === LIST;
      if (code === LIST) entries += 1;
      if (depth > bounds.levels) return "levels";
    } else if ((code | BRACE) === CLOSE) depth -= 1;
    else continue;
    if (entries > bounds.entries) return "entries";
    if (members > bounds.members) return "members";
  }
  return null;
}

/**
 * Offset behind a string that begins at a quote: behind the next one with an even number of backslashes before it, UTF-16
 * units; the end of the text where it is not closed.
 */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end + 1;
  }
  return text.length;
}

/** Whether a value is a JSON object (not null, not an array). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value nests deeper than so many levels: without recursion, and no further than it matters. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth < levels && level.length > 0; depth++)
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  return level.length > 0;
}

/** The string at a key, or null. */
export function stringAt(value: unknown, key: string): string | null {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === "string" ? member : null;
}

/** The non-negative integer at a key, or null. */
export function countAt(value: unknown, key: string): number | null {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === "number" && Number.isSafeInteger(member) && member >= 0 ? member : null;
}

/** The array at a key, or null. */
export function arrayAt(value: unknown, key: string): readonly unknown[] | null {
  const member = isObject(value) ? value[key] : undefined;
  return Array.isArray(member) ? member : null;
}
