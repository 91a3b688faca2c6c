/** What the probe `docs` says, in the words of the decision record (release-and-rollback-checklist). */
import type { DocsPage } from "../../evidence/docs.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { ProbeId } from "../../evidence/probes.ts";
import { TRIGGERS } from "../../evidence/triggers.ts";
import { FAMILIES, type Result } from "../../evidence/vocabulary.ts";
import { combinedResult, NOT_TESTED } from "./fields.ts";

/** How a page counts; one that could not be read takes something away where others were. */
const RESULT_OF: Readonly<Record<DocsPage["result"], Result>> = {
  unchanged: "pass",
  listing: "pass",
  "prose-changed": "partial",
  "never-reviewed": "partial",
  "contract-changed": "fail",
  unreachable: NOT_TESTED,
};

function resultOf(page: DocsPage): Result {
  return page.listed === false ? "fail" : RESULT_OF[page.result];
}

/** Whether a leg of a fan-in fired a trigger of this check, and not as a remark: all that is known of the legs' checks. */
export function failedInLeg({ legs }: Evidence, check: ProbeId): boolean {
  return legs.some(({ verdict }) =>
    verdict.triggers.some(
      ({ id, fired, severity }) => fired && severity !== "advisory" && TRIGGERS[id].check === check,
    ),
  );
}

/** All pages of the documentation that were looked at. */
export function docsChecked(evidence: Evidence): Result {
  return failedInLeg(evidence, "docs") ? "fail" : combinedResult(evidence.docs.map(resultOf));
}

/** The reference pages of the probed families; where no family was probed, every reference page. */
export function endpointReferenceChecked({ verdict, docs }: Evidence): Result {
  const probed = FAMILIES.filter((family) => verdict.probes.some((probe) => probe.family === family));
  const pages = docs.filter(({ page }) => page !== "index");
  if (probed.length === 0) return combinedResult(pages.map(resultOf));
  const found = probed.map((family) => pages.find(({ page }) => page === family));
  return combinedResult(found.map((page) => (page === undefined ? NOT_TESTED : resultOf(page))));
}
