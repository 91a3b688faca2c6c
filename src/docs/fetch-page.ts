import { DOCS_URL, type DocsForm, LONGEST_DOCS_URL } from "../evidence/docs.ts";
import { failureWords } from "../evidence/failure-words.ts";
import type { Limits } from "../evidence/limits.ts";
import { exchange } from "../http/exchange.ts";
import type { Answer, ExchangeFailure } from "../http/types.ts";
import type { Network } from "../settings/settings.ts";
import { formOf } from "./fingerprint.ts";
import { standIn } from "./stand-in.ts";

/** Most redirects in a row: what browsers follow is four times that, and docs move one page at a time. */
const MOST_REDIRECTS = 5;

/** How a page is asked for. No credential and no header of the release goes with it. */
export interface FetchOptions {
  readonly limits: Limits;
  readonly network: Network;
  readonly stop: AbortSignal;
}

/** A text that was read, or why none was. */
export type ReadText =
  | {
      readonly kind: "read";
      /** Where redirects led. */
      readonly url: string;
      readonly status: number;
      readonly form: DocsForm;
      readonly text: string;
      /** It says that it is none, whatever its status says. */
      readonly standIn: ReturnType<typeof standIn>;
    }
  | { readonly kind: "missing"; readonly status: number }
  /** A redirect to another host or to plain http, which is not followed. */
  | { readonly kind: "elsewhere"; readonly status: number }
  /** `why` is a word of ours for the reason. */
  | { readonly kind: "unreachable"; readonly status: number | null; readonly why: string };

/**
 * Reads a reference page: its Markdown twin, and the page itself only where there is no twin. A twin that fails today is
 * waited for, not replaced: what is compared must not depend on the weather.
 */
export async function readReferencePage(address: string, asking: FetchOptions): Promise<ReadText> {
  const path = address.replace(/\/+$/, "");
  // contracts.md, 1.1: append `.md`. An address that is one, a description of the API and a folder have no twin.
  if (!/\.(?:mdx?|txt|json|ya?ml)$/.test(path) && new URL(address).pathname !== "/") {
    const found = await fetchText(`${path}.md`, asking);
    const absent = found.kind === "missing" || found.kind === "elsewhere";
    const refused = found.kind === "unreachable" && [400, 405, 406].includes(found.status ?? 0);
    if (found.kind === "read" ? found.form !== "html" && found.standIn === null : !absent && !refused) return found;
  }
  return fetchText(address, asking);
}

/**
 * Reads one text, such as the index, as it is, following redirects within its host (contracts.md, 1.1: pages move).
 * Never throws.
 */
export async function fetchText(address: string, { limits, network, stop }: FetchOptions): Promise<ReadText> {
  const seen = new Set<string>();
  for (let url = new URL(address); ; ) {
    seen.add(url.href);
    const answer = await exchange(
      { method: "GET", path: url.pathname + url.search, expect: "document", credential: "configured" },
      { baseUrl: url.origin, headers: {} },
      { ...limits, totalMs: limits.timeoutMs },
      network,
      stop,
    );
    if (answer.kind === "aborted") return unreachable(null, "stopped");
    if (answer.kind === "no-answer") return unreachable(null, reasonOf(answer.failure));
    const { status, headers } = answer;
    if (!REDIRECTS.includes(status)) return textIn(answer, bare(url));
    const next = URL.parse(headers.location ?? "", url.href);
    if (next === null) return unreachable(status, "a redirect without a usable address");
    next.hash = "";
    if (next.host !== url.host || next.protocol !== url.protocol || next.username !== "" || next.password !== "")
      return { kind: "elsewhere", status };
    // What cannot be written down is not followed: an address is the one thing here that others wrote.
    if (!DOCS_URL.test(bare(next)) || bare(next).length > LONGEST_DOCS_URL)
      return unreachable(status, "a redirect without a usable address");
    if (seen.has(next.href)) return unreachable(status, "redirects in a circle");
    if (seen.size > MOST_REDIRECTS) return unreachable(status, "too many redirects");
    url = next;
  }
}

const REDIRECTS = [301, 302, 303, 307, 308];
const GONE = [404, 410];

function textIn({ status, end, mediaType, text }: Answer, url: string): ReadText {
  if (GONE.includes(status)) return { kind: "missing", status };
  if (status !== 200) return unreachable(status, `status ${status}`);
  if (end.kind === "failed") return unreachable(status, reasonOf(end.failure));
  const form = formOf(mediaType, text);
  if (form === null) return unreachable(status, "neither Markdown nor HTML nor OpenAPI");
  return { kind: "read", url, status, form, text, standIn: standIn(form, text) };
}

function unreachable(status: number | null, why: string): ReadText {
  return { kind: "unreachable", status, why };
}

function reasonOf({ detail, category, code, tried = [] }: ExchangeFailure): string {
  if (detail !== null) return detail;
  return failureWords(category, { tried: [...tried], ...(code === null ? {} : { networkCode: code }) }, "docs");
}

/** An address without query and fragment. */
export function bare(url: URL): string {
  return url.origin + url.pathname;
}
