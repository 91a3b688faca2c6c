import type { Where } from "../evidence/attempt.ts";
import type { RequestTemplate } from "../evidence/request-template.ts";
import type { Target } from "../http/exchange.ts";
import type { Question } from "../probes/probe.ts";
import type { Network, Release } from "../settings/settings.ts";

/** Whom an attempt asks: the release, with the credential already in the headers. */
export interface AttemptContext {
  readonly release: Release;
  readonly network: Network;
  /** The team's own request bodies by family; empty: the minimal ones are sent. */
  readonly bodies: Question["bodies"];
  /** The files that they come from; absent: none in this checkout. */
  readonly templates?: readonly RequestTemplate[];
  /** What the answers to them have to be; absent: nothing. */
  readonly schemas?: Question["schemas"];
  readonly configured: Target;
  readonly where: Where;
  /** An obviously fake credential, and no secret that may be one. */
  readonly fake: Target;
  /**
   * Until when (as `performance.now()` counts, ms) another version than the one under test is still waited out, and how long
   * is waited between two questions, ms; absent: it is not.
   */
  readonly patience?: { readonly until: number; readonly everyMs: number };
  /** W3C trace id of every request, each with a span of its own; absent: the endpoint is told none. */
  readonly traceId?: string;
}

/** The host that is asked: everything that is asked there shares its limits. */
export function originOf({ configured }: Pick<AttemptContext, "configured">): string {
  return new URL(configured.baseUrl).origin;
}
