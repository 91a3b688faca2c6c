import type { DocsPage } from "../evidence/docs.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import type { DocsReview } from "../settings/release/docs.ts";
import { LABEL_LIMIT } from "../text/one-line.ts";
import { problem } from "../text/problem.ts";
import type { ReadText } from "./fetch-page.ts";
import type { DocsForm } from "./piece.ts";

/**
 * How a page stands against its last review. `other-form`: the digests that were reviewed are of the other form of the
 * page, so this one was never reviewed.
 */
export type ReviewResult = Exclude<DocsPage["result"], "listing" | "unreachable"> | "other-form";

/** Compares the digests of today with those that were reviewed; null: nobody ever reviewed the page. */
export function reviewResult(
  today: { readonly contract: string; readonly prose: string; readonly form: DocsForm },
  reviewed: DocsReview | null,
): ReviewResult {
  if (reviewed === null) return "never-reviewed";
  if (today.contract === reviewed.contract)
    return reviewed.prose === null || reviewed.prose === today.prose ? "unchanged" : "prose-changed";
  // Only the link says in which form the page was reviewed; its digests say nothing about the other form.
  const ofTwin = reviewed.url !== null && /\.mdx?$/.test(reviewed.url);
  return ofTwin && today.form === "html" ? "other-form" : "contract-changed";
}

/** Longest address in a message: room for the sentence around it. */
const LONGEST_SHOWN = 55;

/** A page and what came of reading it. */
export interface PageReview {
  readonly page: DocsPage;
  readonly read: ReadText;
  /** Null: nothing was read, or nothing of a contract is in it. */
  readonly result: ReviewResult | null;
}

const ASKED_AGAIN = "Look at the site; the next run asks again.";
const NEXT = "Read it, then paste the line below docs: reviewed: in the gate file";

/** What is to be said about a page; nothing for one that is as it was reviewed and still listed. */
export function findingsOf({ page, read, result }: PageReview, index: string): readonly Finding[] {
  const left = page.listed === false ? [leftIndexFinding(page, index)] : [];
  // A page that left the index is expected to be gone; to say so twice helps nobody.
  if (result === "unchanged" || (left.length > 0 && read.kind === "missing")) return left;
  return [...left, result === null ? unreadFinding(page, read) : changeFinding(page, result)];
}

/** The index could not be read. */
export function indexFinding(index: string, read: ReadText): Finding {
  const message = `docs index ${shown(index)} ${whyUnread(read)}, so nobody knows whether the pages are still in it`;
  return docsFinding("index-unreachable", "advisory", message, ASKED_AGAIN);
}

function leftIndexFinding(page: DocsPage, index: string): Finding {
  const message = `docs index ${shown(index)} no longer lists the ${page.page} page ${shown(page.url)}`;
  const help = `Find where the page went, and set docs.pages.${page.page} in the gate file; if it is gone, the endpoint may follow.`;
  return docsFinding("page-left-index", "hold", message, help);
}

function changeFinding(page: DocsPage, result: Exclude<ReviewResult, "unchanged">): Finding {
  const said = {
    "never-reviewed": " was never reviewed.",
    "prose-changed": `: only its prose changed since the review (${when(page)}).`,
    "contract-changed": `: fields, types, paths or code changed since the review (${when(page)}).`,
    "other-form": ": only the HTML form is reachable, the reviewed digest is of the Markdown form. If that stays so:",
  }[result];
  const severity = result === "contract-changed" ? "hold" : "advisory";
  const message = `${page.page} page ${shown(page.readFrom ?? page.url)}${said} ${NEXT}.`;
  return docsFinding(result, severity, message, pasteLine(page));
}

function unreadFinding(page: DocsPage, read: ReadText): Finding {
  const pages = `docs.pages.${page.page}`;
  // biome-ignore format: a table reads by its rows, not by one field a line
  const rows: Readonly<Record<ReadText["kind"], readonly [rule: string, what: string, help: string]>> = {
    read: [
      "no-contract", "has no field, table or code that a contract could be read from; it was not compared",
      `Look at it in a browser; set ${pages} to the reference page.`,
    ],
    missing: ["page-not-found", whyUnread(read), `Find where it went, and set ${pages}.`],
    elsewhere: [
      "redirect-elsewhere", "redirects to another host, which is not followed; it was not compared",
      `Open it in a browser; if right, set ${pages} to it.`,
    ],
    unreachable: ["page-unreachable", `${whyUnread(read)}; it was not compared`, ASKED_AGAIN],
  };
  const [rule, what, help] = rows[read.kind];
  return docsFinding(rule, "advisory", `${page.page} page ${shown(page.url)} ${what}`, help);
}

function whyUnread(read: ReadText): string {
  if (read.kind === "missing") return `does not exist any more (status ${read.status})`;
  if (read.kind === "elsewhere") return "redirects to another host";
  return read.kind === "unreachable" ? `cannot be read (${read.why})` : "holds no links";
}

function when({ reviewed }: DocsPage): string {
  const at = reviewed?.at ?? "date not written down";
  return reviewed?.url == null ? at : `${at}, ${shown(reviewed.url)}`;
}

/**
 * The line to paste after a review. Digests are never shortened: where it is longer than a label, the link goes first
 * and the prose after it.
 */
function pasteLine({ page, contract, prose, checkedAt, readFrom }: DocsPage): string {
  const members = [
    `contract: "${contract}"`,
    `prose: "${prose}"`,
    `at: "${checkedAt.slice(0, "YYYY-MM-DD".length)}"`,
    `url: "${readFrom}"`,
  ];
  const whole = `${page}: { ${members.join(", ")} }`;
  return whole.length <= LABEL_LIMIT ? whole : `${page}: { ${members.slice(0, -1).join(", ")} }`;
}

function shown(address: string): string {
  return address.length <= LONGEST_SHOWN ? address : `${address.slice(0, LONGEST_SHOWN)}...`;
}

function docsFinding(rule: string, severity: Finding["severity"], message: string, help: string): Finding {
  return findingOf(problem(rule, message, help), { trigger: "contract-drift", severity });
}
