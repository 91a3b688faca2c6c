import { isJson } from "../http/headers.ts";
import type { Answer } from "../http/types.ts";
import { parseJson } from "../text/json.ts";
import { valueAt } from "../text/key-path.ts";

/** What an answer of the application says, however it is written. */
export interface Said {
  /** The value of a header; undefined where there is none. */
  readonly header: (name: string) => string | undefined;
  /** The parsed body; undefined: it is no JSON. */
  readonly body: unknown;
  /** The value that a JSON pointer leads to; undefined where it leads nowhere. The empty one leads to a text that is no JSON. */
  readonly at: (pointer: string) => unknown;
}

/** What an answer says. */
export function saidIn({ headers, text, mediaType }: Answer): Said {
  const body = parseJson(text);
  // `42` and `true` may be meant as texts, and whoever sends JSON says so.
  const isText = body === undefined || (typeof body !== "object" && !isJson(mediaType));
  return {
    header: (name) => headers[name]?.trim(),
    body,
    at: (pointer) => (pointer === "" && isText ? text.trim() : valueAtPointer(body, pointer)),
  };
}

/** The value that a JSON pointer (RFC 6901) leads to; undefined where it leads nowhere (JSON itself has no undefined). */
export function valueAtPointer(document: unknown, pointer: string): unknown {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  // The length of an array is no member of it.
  return keys.reduce(
    (value, key) => (Array.isArray(value) && key === "length" ? undefined : valueAt(value, [key])),
    document,
  );
}
