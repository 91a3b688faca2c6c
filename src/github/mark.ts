/** The hidden first line of the gate's own comments and issues: by it they are found again, and nothing else is touched. */
import { createHash } from "node:crypto";
import type { ReasonCode } from "../evidence/reasons.ts";
import type { Decision } from "../evidence/vocabulary.ts";

/** What is marked. */
export type MarkKind = "comment" | "issue";

/** What a marked text says about the run that wrote it. Only closed words, a digest and a time: nothing can break out. */
export interface Mark {
  readonly kind: MarkKind;
  /** `keyOf()`: 64 hex digits. */
  readonly key: string;
  /** Decision and reason code, for example `hold/unreachable`. */
  readonly state: string;
  /** When the run began: ISO 8601, UTC. A slow old run must not overwrite a newer one. */
  readonly at: string;
}

/** The state of a comment that another one took the place of. */
export const REPLACED = "replaced/-";

/** A time as `Date` writes it, so that the text's order is the order of time. */
const PATTERN =
  /^<!-- cometapi-release-gate (comment|issue) key=([0-9a-f]{64}) state=([a-z]+\/[a-z-]+) at=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) -->/;

/** Digest of what a comment or an issue is keyed by; names may hold anything and are never written into the mark. */
export function keyOf(kind: MarkKind, parts: readonly (string | null)[]): string {
  return createHash("sha256")
    .update(JSON.stringify([kind, ...parts]))
    .digest("hex");
}

/** What a mark says of a verdict, for example `hold/unreachable`. */
export function stateOf({ decision, reasonCode }: { readonly decision: Decision; readonly reasonCode: ReasonCode }) {
  return `${decision}/${reasonCode}`;
}

/** The text with its mark in front. */
export function withMark({ kind, key, state, at }: Mark, text: string): string {
  return `<!-- cometapi-release-gate ${kind} key=${key} state=${state} at=${at} -->\n${text}`;
}

/** The text behind its mark; all of it where it has none. */
export function withoutMark(body: string): string {
  return body.replace(PATTERN, "").replace(/^\r?\n/, "");
}

/** The mark that a text begins with; null where it has none, as in a text that only quotes one. */
export function markOf(body: string): Mark | null {
  const [, kind, key, state, at] = PATTERN.exec(body) ?? [];
  if (kind === undefined || key === undefined || state === undefined || at === undefined) return null;
  return { kind: kind === "comment" ? "comment" : "issue", key, state, at };
}

/** Those that this token's own account wrote for this key, with their marks; a mark that somebody pasted counts for nothing. */
export function ours<T extends { readonly author: string | null; readonly body: string }>(
  all: readonly T[],
  { kind, key, author }: { readonly kind: MarkKind; readonly key: string; readonly author: string },
): readonly (T & { readonly mark: Mark })[] {
  return all.flatMap((one) => {
    const mark = markOf(one.body);
    const own = one.author?.toLowerCase() === author.toLowerCase();
    return own && mark?.kind === kind && mark.key === key ? [{ ...one, mark }] : [];
  });
}
