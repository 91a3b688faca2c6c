import type { Redactor } from "../evidence/redaction.ts";
import type { Exchange } from "../http/types.ts";
import { isObject, parseJson } from "../text/json.ts";

/** How deep nested JSON is followed; a provider's answer is about eight levels deep. */
const MAX_DEPTH = 32;

/**
 * Whether a secret came back: in a header, anywhere in the body in any encoding, or spread over the deltas of a stream
 * (product.md, trigger `sensitive-exposure`).
 */
export function exposesSecret(exchange: Exchange, redactor: Redactor): boolean {
  if (exchange.kind !== "answer") return false;
  const headers = Object.entries(exchange.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
  if (redactor.exposes(headers) || redactor.exposes(exchange.text) || redactor.exposes(exchange.aside)) return true;
  return exchange.events !== null && redactor.exposes(joinedStrings(exchange.events.map((event) => event.data)));
}

/** The string values of all events, joined per key path, so that text split over deltas is whole again. */
function joinedStrings(payloads: readonly string[]): string {
  const byPath = new Map<string, string[]>();
  for (const payload of payloads) {
    const pending: { readonly path: string; readonly value: unknown; readonly depth: number }[] = [
      { path: "", value: parseJson(payload), depth: 0 },
    ];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { path, value, depth } = next;
      if (typeof value === "string") {
        const strings = byPath.get(path);
        if (strings === undefined) byPath.set(path, [value]);
        else strings.push(value);
      }
      if (depth >= MAX_DEPTH) continue;
      if (Array.isArray(value))
        for (const [i, item] of value.entries()) pending.push({ path: `${path}[${i}]`, value: item, depth: depth + 1 });
      if (isObject(value))
        for (const [key, item] of Object.entries(value))
          pending.push({ path: `${path}.${key}`, value: item, depth: depth + 1 });
    }
  }
  return [...byPath.values()].map((strings) => strings.join("")).join("\n");
}
