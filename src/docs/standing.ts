import type { DocsPage } from "../evidence/docs.ts";
import type { DocsReview } from "../settings/release/docs.ts";
import type { DocsForm } from "./piece.ts";

/** A page as it is today. */
export interface PageDigests {
  readonly contract: string;
  readonly prose: string;
  readonly form: DocsForm;
}

/**
 * How a page stands against its last review. `other-form`: the digests that were reviewed are of the other form of the
 * page, so this one was never reviewed.
 */
export type Standing = Exclude<DocsPage["result"], "listing" | "unreachable"> | "other-form";

/** Compares the digests of today with those that were reviewed; null: nobody ever reviewed the page. */
export function standing(today: PageDigests, reviewed: DocsReview | null): Standing {
  if (reviewed === null) return "never-reviewed";
  if (today.contract === reviewed.contract)
    return reviewed.prose === null || reviewed.prose === today.prose ? "unchanged" : "prose-changed";
  // Only the link says in which form the page was reviewed; its digests say nothing about the other form.
  const ofTwin = reviewed.url !== null && /\.mdx?$/.test(reviewed.url);
  return ofTwin && today.form === "html" ? "other-form" : "contract-changed";
}
