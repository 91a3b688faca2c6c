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

/** Whether the brackets of a JSON text nest deeper than so many levels: told before a parser has to hold them all. */
export function nestsDeeper(levels: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length && depth <= levels; i++) {
    const char = text[i];
    if (inString && char === "\\") i += 1;
    else if (char === '"') inString = !inString;
    else if (!inString && (char === "[" || char === "{")) depth += 1;
    else if (!inString && (char === "]" || char === "}")) depth -= 1;
  }
  return depth > levels;
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
