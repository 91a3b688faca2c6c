/** Longest tag: a field component with a long default has a tenth of it. What is longer is text. */
const LONGEST_TAG = 5_000;

const NAME = /<(\/?)([A-Za-z][\w.:-]*)/y;
const GAP = /[\s/]*/y;
const ATTRIBUTE = /[^\s"'<>/={}]+/y;
const EQUALS = /\s*=\s*/y;
const BARE = /[^\s"'<>=`{}]+/y;

/** Attributes of HTML that stand without a value count as `true`, as in JSX. */
const PRESENT = "true";

/**
 * The tag of HTML or JSX at an offset, and the offset after it; null when there is none. JSX values in braces are read up to
 * their own closing brace; a text or a number in braces is the same as one without.
 */
export function tagAt(text: string, offset: number) {
  const [head, slash, name] = sticky(NAME, text, offset) ?? [];
  if (head === undefined || name === undefined) return null;
  const attributes: Record<string, string> = {};
  const limit = Math.min(text.length, offset + LONGEST_TAG);
  for (let at = offset + head.length; at < limit; ) {
    const gap = sticky(GAP, text, at)?.[0] ?? "";
    at += gap.length;
    if (text[at] === ">") {
      const kind = slash === "/" ? "close" : gap.endsWith("/") ? "empty" : "open";
      return { kind, name, attributes, end: at + 1 } as const;
    }
    const attribute = sticky(ATTRIBUTE, text, at)?.[0];
    if (attribute === undefined) {
      // `{...spread}`
      const spread = text[at] === "{" ? braced(text, at, limit) : null;
      if (spread === null) return null;
      at = spread.end;
      continue;
    }
    at += attribute.length;
    const equals = sticky(EQUALS, text, at)?.[0];
    if (equals === undefined) {
      attributes[attribute] = PRESENT;
      continue;
    }
    const value = valueAt(text, at + equals.length, limit);
    if (value === null) return null;
    attributes[attribute] = value.text;
    at = value.end;
  }
  return null;
}

interface Value {
  readonly text: string;
  readonly end: number;
}

function valueAt(text: string, at: number, limit: number): Value | null {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, at + 1);
    return end === -1 || end > limit ? null : { text: text.slice(at + 1, end), end: end + 1 };
  }
  if (quote === "{") return braced(text, at, limit);
  const bare = sticky(BARE, text, at)?.[0];
  return bare === undefined ? null : { text: bare, end: at + bare.length };
}

function braced(text: string, start: number, limit: number): Value | null {
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const character = text[at];
    if (character === "{") depth++;
    else if (character === "}" && --depth === 0) {
      const inner = text.slice(start + 1, at).trim();
      return { text: /^(["'`])([^"'`]*)\1$/.exec(inner)?.[2] ?? inner, end: at + 1 };
    } else if (character === '"' || character === "'" || character === "`") {
      at = text.indexOf(character, at + 1);
      if (at === -1) return null;
    }
  }
  return null;
}

/** What a sticky pattern matches at an offset; null where it does not. */
export function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
