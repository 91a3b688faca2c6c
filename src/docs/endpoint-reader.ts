import type { Claim } from "./contract.ts";
import type { Part } from "./definition.ts";
import { endpointsIn, isBelowOwn, isOwn, pathAlone } from "./endpoint.ts";
import { textOf } from "./field-table.ts";

/** A method, and as much of its path as was read. */
const SPLIT_ENDPOINT = /^(?:GET|POST|PUT|PATCH|DELETE)(?:\s?(?:\/|(?:\/[\w{}:.-]+)+\/?))?$/i;
/** An endpoint that stands by itself has few words beside it. */
const LONGEST_LABEL = 5;

/**
 * Reads the endpoints of a page, paragraph by paragraph. A method and its path are often two elements, and each step of the
 * path may be one more.
 *
 * @param own end of the path that the page is about; null: any
 */
export function endpointReader(own: string | null, say: (claim: Claim) => void) {
  let begun = "";
  let leads = false;
  const end = () => {
    for (const { method, path } of endpointsIn(begun))
      if ((leads ? isOwn : isBelowOwn)(path, own)) say({ kind: "path", name: path, words: [method ?? ""] });
    begun = "";
    leads = false;
  };
  const mentioned = (parts: readonly Part[], text: string, inText: boolean, linked: boolean) => {
    const whole = endpointsIn(text);
    const found = whole.length > 0 ? whole : endpointsIn(parts.map((part) => part.text).join(" "));
    // A sentence and a link may speak of any endpoint, and a list of those of other pages; the page promises its own.
    const isSentence = inText && text.split(" ").length > LONGEST_LABEL;
    const isPromised = isSentence || linked ? isOwn : isBelowOwn;
    for (const { method, path } of found)
      if (isPromised(path, own)) say({ kind: "path", name: path, words: [method ?? ""] });
    const marked = parts.some(({ mark }) => mark === "code");
    const single = found.length === 0 && marked ? pathAlone(text) : null;
    if (single !== null && isPromised(single, own)) say({ kind: "path", name: single, words: [] });
  };
  return {
    /**
     * @param inText the paragraph is a sentence's place: no heading, list item or cell
     * @param linked it leads to another page
     */
    read: (parts: readonly Part[], inText: boolean, linked: boolean): void => {
      const next = textOf(parts);
      const goesOn = begun.endsWith("/") ? /^[\w{}:.-]+$/.test(next) : begun !== "" && next.startsWith("/");
      if (!goesOn) end();
      leads ||= linked;
      const text = begun + next;
      begun = SPLIT_ENDPOINT.test(text) ? text.replace(/^([A-Z]+)$/i, "$1 ") : "";
      if (begun === "") mentioned(parts, text, inText, linked);
    },
    /** Nothing more follows: says what stood in elements of its own. */
    end,
  };
}
