/** What the records say about the reference pages: as documented is what a page says and no answer refutes. */

import type { ProbeAnswer } from "../../evidence/answers.ts";
import type { Category } from "../../evidence/categories.ts";
import type { DocsPage } from "../../evidence/docs.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { Finding } from "../../evidence/finding.ts";
import { FIELD_RULES } from "../../evidence/request-template.ts";
import { type Family, weighs } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";
import { overrideWords } from "../override.ts";
import { categoryOf, NOT_TESTED, notesField, type YesNo } from "./fields.ts";

/** A reference page that was read: where, and what it documents. */
interface ReferencePage extends DocsPage {
  readonly readFrom: string;
  readonly documents: NonNullable<DocsPage["documents"]>;
}

/** The reference page of a family, as this run read it; null: it was not looked at, or could not be read. */
export function referenceOf({ docs }: Evidence, family: Family): ReferencePage | null {
  const page = docs.find((one) => one.page === family);
  if (page === undefined) return null;
  const { readFrom, documents } = page;
  return readFrom === null || documents === null ? null : { ...page, readFrom, documents };
}

/** Address of the page that was read, where redirects led to it, as a person opens it: without the `.md` of its twin. */
export function referenceUrl(page: ReferencePage | null): string {
  if (page === null) return NOT_TESTED;
  return page.url.endsWith(".md") ? page.readFrom : page.readFrom.replace(/\.md$/, "");
}

/** Day on which the page was read, `YYYY-MM-DD` (responses-smoke-test, `docs_checked_at`). */
export function checkedOn(page: ReferencePage | null): string {
  return page?.checkedAt.slice(0, "YYYY-MM-DD".length) ?? NOT_TESTED;
}

/** Second in which the page was read (chat-completions-smoke-test, `reviewed_at_utc`: YYYY-MM-DDTHH:MM:SSZ). */
export function checkedAtUtc(page: ReferencePage | null): string {
  return page?.checkedAt.replace(/\.\d+Z$/, "Z") ?? NOT_TESTED;
}

/** Notes of a record: how the probes came out, how the page stands and when a person reviewed it, what was decided. */
export function recordNotes(
  evidence: Evidence,
  context: ReportContext,
  remarks: readonly string[],
  page: ReferencePage | null = null,
): string {
  const at = page?.reviewed?.at ?? null;
  const reference = page === null ? [] : [`reference ${page.result}${at === null ? "" : `, reviewed ${at}`}`];
  const { decision, reasonCode } = evidence.verdict;
  return notesField(evidence, context, [
    ...remarks,
    ...reference,
    `${decision} (${overrideWords(evidence) ?? reasonCode})`,
  ]);
}

/** Whether the page can vouch for what is documented: after its contract changed, a person has to look first. */
function vouches(page: ReferencePage | null): page is ReferencePage {
  return page !== null && page.result !== "contract-changed";
}

/** Failures of a request that had reached the endpoint all the same. */
const REACHED: readonly (Category | null)[] = [
  "request-schema",
  "model",
  "response-contract",
  "empty-output",
  "invalid-accepted",
];

/** True: documented, and the first of `cases`, which speaks for the record, reached it. False: it is not there. */
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

/** The error path sends no valid body: it shows whether the documented required field is required. */
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
  return findings.filter((finding) => weighs(finding) && (placed.get(finding.file ?? "") ?? family) === family);
}
