import type { Claim } from "./contract.ts";
import type { Part } from "./definition.ts";
import { endpointsIn, isOwn, pathAlone } from "./endpoint.ts";
import { textOf } from "./field-table.ts";

/** A method, and as much of its path as was read. */
const SPLIT_ENDPOINT = /^(?:GET|POST|PUT|PATCH|DELETE)(?:\s?(?:\/|(?:\/[\w{}:.-]+)+\/?))?$/i;
/** An endpoint that stands by itself has few words beside it. */
const LONGEST_LABEL = 5;

/** Reads the endpoints of a page, paragraph by paragraph. */
export interface EndpointReader {
  /** @param inText the paragraph is a sentence's place: no heading, list item or cell */
  readonly read: (parts: readonly Part[], inText: boolean) => void;
  /** Nothing more follows: says what stood in elements of its own. */
  readonly end: () => void;
}

/**
 * A method and its path are often two elements, and each step of the path may be one more.
 *
 * @param own end of the path that the page is about; null: any
 */
export function endpointReader(own: string | null, say: (claim: Claim) => void): EndpointReader {
  let begun = "";
  const end = () => {
    for (const { method, path } of endpointsIn(begun)) say({ kind: "path", name: path, words: [method ?? ""] });
    begun = "";
  };
  const mentioned = (parts: readonly Part[], text: string, inText: boolean) => {
    const whole = endpointsIn(text);
    const found = whole.length > 0 ? whole : endpointsIn(parts.map((part) => part.text).join(" "));
    // A sentence may speak of any endpoint; only of its own the page promises something there.
    const isSentence = inText && text.split(" ").length > LONGEST_LABEL;
    for (const { method, path } of found)
      if (!isSentence || isOwn(path, own)) say({ kind: "path", name: path, words: [method ?? ""] });
    const marked = parts.some(({ mark }) => mark === "code");
    const single = found.length === 0 && marked ? pathAlone(text) : null;
    if (single !== null) say({ kind: "path", name: single, words: [] });
  };
  return {
    read: (parts, inText) => {
      const next = textOf(parts);
      const goesOn = begun.endsWith("/") ? /^[\w{}:.-]+$/.test(next) : begun !== "" && next.startsWith("/");
      if (!goesOn) end();
      const text = begun + next;
      begun = SPLIT_ENDPOINT.test(text) ? text.replace(/^([A-Z]+)$/i, "$1 ") : "";
      if (begun === "") mentioned(parts, text, inText);
    },
    end,
  };
}
