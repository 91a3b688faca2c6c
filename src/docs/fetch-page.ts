import { DOCS_URL, LONGEST_DOCS_URL } from "../evidence/docs.ts";
import type { Limits } from "../evidence/limits.ts";
import { exchange } from "../http/exchange.ts";
import type { Answer } from "../http/types.ts";
import type { Network } from "../settings/settings.ts";

/** Most redirects in a row: what browsers follow is four times that, and docs move one page at a time. */
export const MOST_REDIRECTS = 5;

/** How a page is asked for. No credential and no header of the release goes with it. */
export interface FetchOptions {
  readonly limits: Limits;
  readonly network: Network;
  readonly stop: AbortSignal;
}

/** What came of asking for a page. */
export type Fetched =
  /** It answered, well or not; `url` is where redirects led. */
  | { readonly kind: "answer"; readonly url: string; readonly answer: Answer }
  /** A redirect that is not followed: to another host, to plain http, in a circle, or one of too many. */
  | { readonly kind: "refused"; readonly status: number; readonly why: "elsewhere" | "loop" | "too-many" | "unusable" }
  /** No answer; a word of ours for the reason. */
  | { readonly kind: "silent"; readonly why: string };

/** Gets a page, following redirects within its host (contracts.md, 1.1: pages move). Never throws. */
export async function fetchPage(address: string, { limits, network, stop }: FetchOptions): Promise<Fetched> {
  const seen = new Set<string>();
  for (let url = new URL(address); ; ) {
    seen.add(url.href);
    const asked = await exchange(
      { method: "GET", path: url.pathname + url.search, expect: "document", credential: "configured" },
      { baseUrl: url.origin, headers: {} },
      {
        connectMs: limits.connectMs,
        firstByteMs: limits.firstByteMs,
        idleMs: limits.idleMs,
        totalMs: limits.timeoutMs,
      },
      network,
      stop,
    );
    if (asked.kind === "aborted") return { kind: "silent", why: "stopped" };
    if (asked.kind === "no-answer") return { kind: "silent", why: asked.failure.detail ?? asked.failure.category };
    const { status, headers } = asked;
    if (![301, 302, 303, 307, 308].includes(status)) return { kind: "answer", url: bare(url), answer: asked };
    const next = URL.parse(headers.location ?? "", url.href);
    if (next === null) return { kind: "refused", status, why: "unusable" };
    next.hash = "";
    if (next.host !== url.host || next.protocol !== url.protocol || next.username !== "" || next.password !== "")
      return { kind: "refused", status, why: "elsewhere" };
    // What cannot be written down is not followed: an address is the one thing here that others wrote.
    if (!DOCS_URL.test(bare(next)) || bare(next).length > LONGEST_DOCS_URL)
      return { kind: "refused", status, why: "unusable" };
    if (seen.has(next.href)) return { kind: "refused", status, why: "loop" };
    if (seen.size > MOST_REDIRECTS) return { kind: "refused", status, why: "too-many" };
    url = next;
  }
}

function bare(url: URL): string {
  return url.origin + url.pathname;
}
