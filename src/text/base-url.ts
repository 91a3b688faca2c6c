import { looksKey } from "./key-shapes.ts";
import { LABEL_LIMIT } from "./one-line.ts";

/** CometAPI's OpenAI-compatible base URL (product.md, `base-url`). */
export const DEFAULT_BASE_URL = "https://api.cometapi.com/v1";

/** Endpoint paths that people paste instead of the base URL. */
const ENDPOINTS = /\/(chat\/completions|responses|messages|embeddings)$/i;

/** The URL parser drops line breaks, and reads a backslash as a slash: both hide where a request really goes. */
export const DECEPTIVE = /[\s\\\p{Cc}\p{Cf}]/u;

/** A usable base URL, or what is wrong with the text and what to write instead. Neither sentence repeats credentials. */
type BaseUrlResult =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly what: string; readonly help: string };

/**
 * Scheme, host and path without trailing slash. A bare host gets https and `/v1`; a host without a path gets `/v1`.
 * Credentials, query, fragment and endpoint paths are refused, and so is plain http, except to this machine.
 */
export function normaliseBaseUrl(text: string): BaseUrlResult {
  const trimmed = text.trim();
  if (DECEPTIVE.test(trimmed)) return refused("has white space, a backslash or control characters inside");
  if (trimmed.length > LABEL_LIMIT) return refused(`has more than ${LABEL_LIMIT} characters`);
  // A host is looked up in plain text. A key in the path is found where every setting is searched for it.
  if (looksKey(trimmed.replace(/^[a-z]+:\/\//i, "").split("/")[0] ?? "")) return refused("looks like an API key");
  const url = parse(trimmed);
  if (url === null) return refused("is not a URL");
  if (url.username !== "" || url.password !== "" || /^[^/]*\/\/[^/]*@/.test(trimmed))
    return refused(
      "carries a user name or password",
      "Remove them, and change the password if it is a real one: who can read this setting has it. The key travels in a header.",
    );
  if (/[?#]/.test(trimmed))
    return refused(
      "has a query or a fragment",
      "Remove everything from ? or # on; the gate file sends a query as release.query.",
    );
  if (url.protocol !== "https:" && url.protocol !== "http:") return refused("must begin with https://");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return refused(
      "must begin with https://: over plain http everybody on the way can read the key",
      "Write https://.",
    );
  const path = url.pathname.replace(/\/+$/, "");
  if (ENDPOINTS.test(path)) {
    const base = `${url.origin}${path.replace(ENDPOINTS, "")}`;
    return refused("is the URL of an endpoint, not the base URL", `Write ${base}; the gate adds the endpoint's path.`);
  }
  return { ok: true, url: `${url.origin}${path === "" ? "/v1" : path}` };
}

function refused(what: string, help = `Write it like ${DEFAULT_BASE_URL}.`): BaseUrlResult {
  return { ok: false, what, help };
}

function parse(text: string): URL | null {
  // A path alone, or a scheme with a slash too few: the URL parser makes a host of the first word.
  if (/^(\/|https?:(?!\/\/))/i.test(text)) return null;
  // `localhost:8080` parses as a URL with the scheme `localhost`, so only `://` counts as a scheme.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  return url !== null && hasPlainHost(url) ? url : null;
}

/** Whether the host is a name or an address: all else is a placeholder or a typing error that the URL parser lets pass. */
export function hasPlainHost({ hostname }: URL): boolean {
  return /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(hostname);
}

/** True for this machine: `localhost`, 127.0.0.0/8 and ::1. The URL parser has already normalised the address. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
