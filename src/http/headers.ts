import { IDENTIFIER } from "../evidence/identifiers.ts";

/** Request id headers in the order in which they are looked up (contracts.md, 1.3). */
// biome-ignore format: a list of words reads by lines
const REQUEST_ID_HEADERS = [
  "x-cometapi-request-id", "x-oneapi-request-id", "x-request-id", "request-id", "x-generation-id", "cf-ray",
];

/** Response headers as one string per lower-case name. */
export function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value] as const],
  );
  return Object.fromEntries(entries);
}

/**
 * Type and subtype of a content type, lower case; null when absent or malformed. A header that was sent twice is joined
 * by a comma, and its last usable value counts, as every client reads it (contracts.md, 7.4).
 */
export function essence(contentType: string | undefined): string | null {
  const essences = (contentType ?? "").split(",").map((value) => value.split(";")[0]?.trim().toLowerCase() ?? "");
  return essences.findLast((each) => /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(each)) ?? null;
}

/** Whether a media type promises JSON. */
export function isJson(mediaType: string | null): boolean {
  return mediaType === "application/json" || (mediaType?.endsWith("+json") ?? false);
}

/** The first usable request id; one that could carry markup or a workflow command is not usable. */
export function requestIdIn(headers: Readonly<Record<string, string>>): string | null {
  const ids = REQUEST_ID_HEADERS.map((name) => headers[name] ?? "");
  return ids.find((id) => IDENTIFIER.test(id)) ?? null;
}
