import type { DocsPage } from "../evidence/docs.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import { LABEL_LIMIT } from "../text/one-line.ts";
import { problem } from "../text/problem.ts";
import type { ReadText } from "./reference-page.ts";
import type { Standing } from "./standing.ts";

/** Longest address in a message: room for the sentence around it. */
const LONGEST_SHOWN = 55;

/** A page and what came of reading it. */
export interface PageReview {
  readonly page: DocsPage;
  readonly read: ReadText;
  /** Null: nothing was read, or nothing of a contract is in it. */
  readonly standing: Standing | null;
}

const NEXT = "Read it, then paste the line below docs: reviewed: in the gate file";

/** What is to be said about a page; nothing for one that is as it was reviewed and still listed. */
export function findingsOf(looked: PageReview, index: string): readonly Finding[] {
  const { page } = looked;
  const left = page.listed === false ? [leftIndexFinding(page, index)] : [];
  // A page that left the index is expected to be gone; to say so twice helps nobody.
  const own = left.length > 0 && looked.read.kind === "missing" ? null : ownFinding(looked);
  return own === null ? left : [...left, own];
}

/** The index could not be read. */
export function indexFinding(index: string, read: ReadText): Finding {
  const message = `docs index ${shown(index)} ${whyUnread(read)}, so nobody knows whether the pages are still in it`;
  return docsFinding("index-unreachable", "advisory", message, "Look at the site; the next run asks again.");
}

function leftIndexFinding(page: DocsPage, index: string): Finding {
  const message = `docs index ${shown(index)} no longer lists the ${page.page} page ${shown(page.url)}`;
  const help = `Find where the page went, and set docs.pages.${page.page} in the gate file; if it is gone, the endpoint may follow.`;
  return docsFinding("page-left-index", "hold", message, help);
}

function ownFinding({ page, read, standing }: PageReview): Finding | null {
  const name = `${page.page} page ${shown(page.readFrom ?? page.url)}`;
  if (standing === null) return unreadFinding(page, read);
  const paste = pasteLine(page);
  switch (standing) {
    case "never-reviewed":
      return docsFinding("never-reviewed", "advisory", `${name} was never reviewed. ${NEXT}.`, paste);
    case "prose-changed": {
      const message = `${name}: only its prose changed since the review (${when(page)}). ${NEXT}.`;
      return docsFinding("prose-changed", "advisory", message, paste);
    }
    case "contract-changed": {
      const message = `${name}: fields, types, paths or code changed since the review (${when(page)}). ${NEXT}.`;
      return docsFinding("contract-changed", "hold", message, paste);
    }
    case "other-form": {
      const message = `${name}: only the HTML form is reachable, the reviewed digest is of the Markdown form. If that stays so: ${NEXT}.`;
      return docsFinding("other-form", "advisory", message, paste);
    }
    case "unchanged":
      return null;
  }
}

function unreadFinding(page: DocsPage, read: ReadText): Finding {
  const name = `${page.page} page ${shown(page.url)}`;
  const pages = `docs.pages.${page.page}`;
  if (read.kind === "read") {
    const message = `${name} has no field, table or code that a contract could be read from; it was not compared`;
    return docsFinding(
      "no-contract",
      "advisory",
      message,
      `Look at it in a browser; set ${pages} to the reference page.`,
    );
  }
  if (read.kind === "missing")
    return docsFinding(
      "page-not-found",
      "advisory",
      `${name} ${whyUnread(read)}`,
      `Find where it went, and set ${pages}.`,
    );
  if (read.kind === "elsewhere") {
    const message = `${name} redirects to another host, which is not followed; it was not compared`;
    return docsFinding(
      "redirect-elsewhere",
      "advisory",
      message,
      `Open it in a browser; if right, set ${pages} to it.`,
    );
  }
  const message = `${name} ${whyUnread(read)}; it was not compared`;
  return docsFinding("page-unreachable", "advisory", message, "Look at the site; the next run asks again.");
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
export function pasteLine({ page, contract, prose, checkedAt, readFrom }: DocsPage): string {
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
