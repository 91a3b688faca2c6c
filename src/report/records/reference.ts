/** What the records say about the reference pages, from what the probe `docs` found in this run. */
import type { DocsPage } from "../../evidence/docs.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { Family } from "../../evidence/vocabulary.ts";
import { NOT_TESTED } from "./fields.ts";

/** A reference page that was read: where, and what it documents. */
export interface ReferencePage extends DocsPage {
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

/** How the page stands, and when a person last reviewed it, for a note. */
export function referenceRemarks(page: ReferencePage | null): readonly string[] {
  if (page === null) return [];
  const at = page.reviewed?.at ?? null;
  return [`reference ${page.result}${at === null ? "" : `, reviewed ${at}`}`];
}

/** Whether the page can vouch for what is documented: after its contract changed, a person has to look first. */
export function vouches(page: ReferencePage | null): page is ReferencePage {
  return page !== null && page.result !== "contract-changed";
}
