import { DOCS_REVIEW_FILE, type DocsPage } from "../evidence/docs.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import type { DocsSettings } from "../settings/release/docs.ts";
import { LABEL_LIMIT } from "../text/one-line.ts";
import { problem } from "../text/problem.ts";
import type { ReviewResult } from "./comparison.ts";
import type { ReadText } from "./fetch-page.ts";

/** Longest address in a message: room for the sentence around it. */
const LONGEST_SHOWN = 55;

/** A page and what came of reading it. */
export interface PageReview {
  readonly page: DocsPage;
  readonly read: ReadText;
  /** Null: nothing was read, or nothing of a contract is in it. */
  readonly result: ReviewResult | null;
  /** Changes beyond those that the page names. */
  readonly more: number;
}

const ASKED_AGAIN = "Look at the site; the next run asks again.";

/** What is to be said about a page; nothing for one that is as it was reviewed and still listed. */
export function findingsOf(review: PageReview, docs: DocsSettings): readonly Finding[] {
  const { page, read, result } = review;
  const left = page.listed === false ? [leftIndexFinding(page, docs.index)] : [];
  // A page that left the index is expected to be gone; to say so twice helps nobody.
  if (result === "unchanged" || (left.length > 0 && read.kind === "missing")) return left;
  if (result === null) return [...left, unreadFinding(page, read)];
  return [...left, ...changeFindings(review, result, docs)];
}

/** The index, or a part of it, could not be read. */
export function indexFinding(index: string, read: ReadText, partly: boolean): Finding {
  const why = partly ? "lists further indexes, not all of which were read" : whyUnread(read);
  const message = `docs index ${shown(index)} ${why}, so nobody knows whether the pages are still in it`;
  return docsFinding("index-unreachable", "advisory", message, ASKED_AGAIN);
}

function leftIndexFinding(page: DocsPage, index: string): Finding {
  const message = `docs index ${shown(index)} no longer lists the ${page.page} page ${shown(page.url)}`;
  const help = `Find where the page went, and set docs.pages.${page.page} in the gate file; if it is gone, the endpoint may follow.`;
  return docsFinding("page-left-index", "hold", message, help);
}

/** One finding, or as many as it takes to name the changes: a sentence of ours has an end. */
function changeFindings(
  { page, more }: PageReview,
  result: Exclude<ReviewResult, "unchanged">,
  docs: DocsSettings,
): readonly Finding[] {
  const severity = result === "contract-changed" ? "hold" : "advisory";
  const address = shown(page.readFrom ?? page.url);
  const where = `${page.page} page ${address}`;
  const pasted = page.page !== "index" && docs.reviewed[page.page]?.pasted === true;
  // A review in the gate file goes on there, until somebody prefers the file.
  const help = pasted
    ? pasteLine(page)
    : `Read it, then commit ${DOCS_REVIEW_FILE} of the evidence folder as ${docs.reviewFile}.`;
  const said = {
    "never-reviewed": " was never reviewed",
    "prose-changed": `: only its prose changed since the review (${when(page)})`,
    "contract-changed": ` changed since the review in fields, types, paths, events or statuses (${when(page)})`,
    "other-form": ` was read as ${page.form}, which is another form than the reviewed one; look whether that stays so`,
  }[result];
  const changes = [...(page.changes ?? []), ...(more === 0 ? [] : [`and ${more} more`])];
  const paste = pasted ? ". Read it, then paste the line below docs: reviewed: in the gate file." : "";
  if (changes.length === 0) return [docsFinding(result, severity, `${where}${said}${paste}`, help)];
  const since = page.reviewed?.at ?? "the review";
  const first = `the ${page.page} reference changed since ${since}; `;
  return packed(`${first}page ${address}: `, `${page.page} page, further: `, changes).map((message) =>
    docsFinding(result, severity, message, help),
  );
}

/** Texts joined to as few lines as a label holds. */
function packed(first: string, further: string, texts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = first;
  for (const [i, text] of texts.entries()) {
    const begins = line === first || line === further;
    if (!begins && line.length + text.length + 2 > LABEL_LIMIT) {
      lines.push(line);
      line = further + text;
    } else line += i === 0 || begins ? text : `; ${text}`;
  }
  return [...lines, line];
}

function unreadFinding(page: DocsPage, read: ReadText): Finding {
  const pages = `docs.pages.${page.page}`;
  // biome-ignore format: a table reads by its rows, not by one field a line
  const rows: Readonly<Record<ReadText["kind"], readonly [rule: string, what: string, help: string]>> = {
    read: [
      "no-contract", "has no field, table or code that a contract could be read from; it was not compared",
      `Look at it in a browser; set ${pages} to the reference page.`,
    ],
    missing: ["page-not-found", whyUnread(read), `Find where it went, and set ${pages}; if it is gone, the endpoint may follow.`],
    elsewhere: [
      "redirect-elsewhere", "redirects to another host, which is not followed; it was not compared",
      `Open it in a browser; if right, set ${pages} to it.`,
    ],
    unreachable: ["page-unreachable", `${whyUnread(read)}; it was not compared`, ASKED_AGAIN],
  };
  const [rule, what, help] = rows[read.kind];
  // A page that somebody reviewed and that is gone is a contract that is gone; a bad day of the site is not.
  const severity = read.kind === "missing" && page.reviewed !== null ? "hold" : "advisory";
  return docsFinding(rule, severity, `${page.page} page ${shown(page.url)} ${what}`, help);
}

function whyUnread(read: ReadText): string {
  if (read.kind === "missing")
    return read.status === 200
      ? "says that it does not exist, with status 200"
      : `does not exist any more (status ${read.status})`;
  if (read.kind === "elsewhere") return "redirects to another host";
  if (read.kind === "unreachable") return `cannot be read (${read.why})`;
  return read.form === "html" ? "is a web page that lists none of the pages" : "holds no links";
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
