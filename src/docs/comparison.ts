import type { DocsForm, DocsPage, DocsReview } from "../evidence/docs.ts";
import { contractChanges } from "./contract.ts";

/**
 * How a page stands against its last review. `other-form`: what was reviewed is another form of the page, so this one was
 * never reviewed.
 */
export type ReviewResult = Exclude<DocsPage["result"], "listing" | "unreachable"> | "other-form";

/** A page as it is compared. `pieces` is null where they are too many to keep. */
interface Today {
  readonly contract: string;
  readonly prose: string;
  readonly form: DocsForm;
  readonly pieces: readonly string[] | null;
}

/**
 * Compares a page with its review: by pieces where the review has them, else by digest. `changes` names what became of
 * the contract; empty where only digests say that something did.
 *
 * @param reviewed null: nobody ever reviewed the page
 */
export function compare(
  { contract, prose, form, pieces }: Today,
  reviewed: DocsReview | null,
): { readonly result: ReviewResult; readonly changes: readonly string[] } {
  if (reviewed === null) return { result: "never-reviewed", changes: [] };
  const changes = reviewed.pieces === undefined || pieces === null ? null : contractChanges(reviewed.pieces, pieces);
  if (changes === null ? reviewed.contract === contract : changes.length === 0) {
    const same = reviewed.prose === null || reviewed.prose === prose;
    return { result: same ? "unchanged" : "prose-changed", changes: [] };
  }
  return isOtherForm(form, reviewed)
    ? { result: "other-form", changes: [] }
    : { result: "contract-changed", changes: changes ?? [] };
}

function isOtherForm(form: DocsForm, { form: reviewed, url }: DocsReview): boolean {
  if (reviewed !== undefined) return reviewed !== form;
  // Without its form only the link says in which one the page was reviewed.
  return url !== null && /\.mdx?$/.test(url) && form === "html";
}
