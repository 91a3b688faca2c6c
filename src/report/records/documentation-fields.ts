/** Whether endpoint and request fields are as documented: the reference page says so, and no answer refutes it. */

import type { ProbeAnswer } from "../../evidence/answers.ts";
import type { Category } from "../../evidence/categories.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { Finding } from "../../evidence/finding.ts";
import { FIELD_RULES } from "../../evidence/request-template.ts";
import type { Family } from "../../evidence/vocabulary.ts";
import { categoryOf, NOT_TESTED, type YesNo } from "./fields.ts";
import { type ReferencePage, vouches } from "./reference.ts";

/** Failures of a request that had reached the endpoint all the same. */
const REACHED: readonly (Category | null)[] = [
  "request-schema",
  "model",
  "response-contract",
  "empty-output",
  "invalid-accepted",
];

/**
 * True: the page documents the endpoint, and the request reached it. False: the endpoint is not there, or not documented.
 *
 * @param cases the probes that ask this endpoint; the first one speaks for the record
 */
export function endpointVerified(page: ReferencePage | null, cases: readonly (ProbeAnswer | null)[]): YesNo {
  const [speaking = null] = cases;
  if (categoryOf(speaking) === "route") return false;
  if (!vouches(page)) return NOT_TESTED;
  if (!page.documents.endpoint) return false;
  const reached = passed(speaking) || REACHED.includes(categoryOf(speaking));
  return reached && !cases.some((answer) => everFailed(answer, "route")) ? true : NOT_TESTED;
}

/** True: the page documents every field that is sent, the endpoint took them, and a template check found nothing. */
export function fieldsVerified(
  page: ReferencePage | null,
  happy: ProbeAnswer | null,
  evidence: Evidence,
  family: Family,
) {
  const fieldRules: readonly string[] = FIELD_RULES;
  const flaws = templateFlaws(evidence, family);
  if (categoryOf(happy) === "request-schema" || flaws.some(({ rule }) => fieldRules.includes(rule))) return false;
  if (!vouches(page)) return NOT_TESTED;
  if (!page.documents.fields) return false;
  return passed(happy) && flaws.length === 0 && !everFailed(happy, "request-schema") ? true : NOT_TESTED;
}

/**
 * The error path sends no valid body. What it shows is that the documented required field is required: the request
 * without it failed, or did not.
 */
export function requiredFieldVerified(page: ReferencePage | null, cases: readonly ProbeAnswer[]): YesNo {
  const without = cases.find(({ verdict }) => verdict.case === "missing-field");
  if (without === undefined) return NOT_TESTED;
  if (categoryOf(without) === "invalid-accepted") return false;
  return passed(without) && vouches(page) && page.documents.fields ? true : NOT_TESTED;
}

function passed(answer: ProbeAnswer | null): boolean {
  return answer?.attempt?.outcome.kind === "pass";
}

/** Also where the re-send passed: once is enough to doubt. */
function everFailed(answer: ProbeAnswer | null, category: Category): boolean {
  return (answer?.run?.attempts ?? []).some(({ outcome }) => outcome.kind === "fail" && outcome.category === category);
}

/** What the template check holds against the template of this family; a template that nobody can place counts for all. */
function templateFlaws({ checks, release }: Evidence, family: Family): readonly Finding[] {
  const templates = release.configuration?.templates ?? [];
  const placed = new Map(templates.map((template) => [template.path, template.family]));
  const findings = checks.filter(({ id }) => id === "template").flatMap((check) => check.findings);
  return findings.filter(
    ({ severity, file }) => severity !== "advisory" && (placed.get(file ?? "") ?? family) === family,
  );
}
