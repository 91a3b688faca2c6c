import {
  DOCS_REVIEW_FILE,
  type DocsPage,
  type DocsReview,
  type DocsReviewFile,
  DocsReviewFileSchema,
} from "../../evidence/docs.ts";
import { FAMILIES, type Family } from "../../evidence/vocabulary.ts";
import { jsonFile, type ReportFile } from "./log-records.ts";

/**
 * The reviewed file as it would be after a review of today's pages, for a person who read them to commit. A page that
 * could not be read keeps its last review; none is written where no page was read.
 */
export function docsReviewFile(
  pages: readonly DocsPage[],
  reviewed: Readonly<Partial<Record<Family, DocsReview>>>,
): readonly ReportFile[] {
  if (pages.every(({ contract }) => contract === null)) return [];
  const entries = FAMILIES.flatMap((family) => {
    const entry = reviewOf(
      pages.find(({ page }) => page === family),
      reviewed[family],
    );
    return entry === undefined ? [] : [[family, entry] as const];
  });
  const file: DocsReviewFile = {
    schema: DocsReviewFileSchema.shape.schema.value,
    version: DocsReviewFileSchema.shape.version.value,
    pages: Object.fromEntries(entries),
  };
  return [jsonFile(DOCS_REVIEW_FILE, file)];
}

function reviewOf(page: DocsPage | undefined, before: DocsReview | undefined): DocsReview | undefined {
  if (page?.contract == null) return before === undefined ? undefined : members(before);
  const { contract, prose, checkedAt, readFrom, form, pieces } = page;
  const at = page.result === "unchanged" ? (before?.at ?? null) : checkedAt.slice(0, "YYYY-MM-DD".length);
  return members({ contract, prose, at, url: readFrom, form, pieces });
}

/** The members that the file has, in its order. */
function members({ contract, prose, at, url, form, pieces }: DocsReview): DocsReview {
  return {
    at,
    url,
    ...(form === undefined ? {} : { form }),
    contract,
    prose,
    ...(pieces === undefined ? {} : { pieces }),
  };
}
