/**
 * The check `docs` (product.md, "Probes"): the reference pages and the index that lists them, against what was last
 * reviewed. It carries no credential, and is loaded only when it is selected, because its parsers are large.
 */

import { FAMILY } from "../contracts/families.ts";
import { REQUEST_FIELDS } from "../contracts/request-fields.ts";
import { type DocsPage, type DocsReview, MOST_DOCS_CHANGES, MOST_DOCS_PIECES } from "../evidence/docs.ts";
import type { Check } from "../evidence/evidence.ts";
import { DEFAULT_FAMILIES } from "../evidence/probes.ts";
import { withoutByteOrderMark } from "../evidence/request-template.ts";
import { FAMILIES, type Family, weighs } from "../evidence/vocabulary.ts";
import type { DocsSettings } from "../settings/release/docs.ts";
import type { Settings, TemplateSettings } from "../settings/settings.ts";
import { isObject, parseJson } from "../text/json.ts";
import { oneLine } from "../text/one-line.ts";
import { compare } from "./comparison.ts";
import { pieceName } from "./contract.ts";
import { type FetchOptions, fetchText, type ReadText, readReferencePage } from "./fetch-page.ts";
import { findingsOf, indexFinding, type PageReview } from "./finding.ts";
import { documents, fingerprint } from "./fingerprint.ts";
import { type Listing, pathOf, readListing } from "./index-pages.ts";

/**
 * Looks at the pages that somebody named or reviewed, and at those of the probed families, or of the default preset where none
 * is probed. Never longer than the deadline. Null where the settings name none.
 */
export async function checkDocs(
  settings: Settings,
  cancelled: AbortSignal,
): Promise<{ readonly check: Check; readonly pages: readonly DocsPage[] } | null> {
  const { docs, limits, network } = settings;
  if (docs === undefined) return null;
  const probed = settings.families.length === 0 ? DEFAULT_FAMILIES : settings.families;
  const families = FAMILIES.filter((family) => probed.includes(family) || docs.chosen.includes(family));
  const sought = families.flatMap((family) => {
    const url = docs.pages[family];
    return url === undefined ? [] : [{ family, url }];
  });
  const stop = AbortSignal.any([cancelled, AbortSignal.timeout(limits.deadlineMs)]);
  const asking: FetchOptions = { limits, network, stop };
  const checkedAt = new Date().toISOString();
  const [index, pages] = await Promise.all([
    fetchText(docs.index, asking),
    Promise.all(sought.map(async ({ family, url }) => ({ family, url, read: await readReferencePage(url, asking) }))),
  ]);
  const addresses = [index.kind === "read" ? index.url : docs.index, ...Object.values(docs.pages)];
  const hosts = addresses.map((address) => new URL(address).host);
  const wanted = pages.map(({ url, read }) => addressesOf(url, read));
  const listing = await readListing(index, hosts, wanted, asking);
  const reviews = pages.map(({ family, url, read }) =>
    review(family, url, read, { settings, docs, listing, checkedAt }),
  );
  const findings = [
    ...reviews.flatMap((one) => findingsOf(one, docs)),
    ...(reviews.some(({ page }) => page.listed === null) ? [indexFinding(docs.index, index, listing !== null)] : []),
  ];
  const nothing =
    (listing === null || reviews.length === 0) && reviews.every(({ page }) => page.result === "unreachable");
  return {
    check: { id: "docs", result: findings.some(weighs) ? "fail" : nothing ? "not_tested" : "pass", findings },
    pages: [indexPage(docs.index, index, listing !== null, checkedAt), ...reviews.map(({ page }) => page)],
  };
}

interface Context {
  readonly settings: Settings;
  readonly docs: DocsSettings;
  readonly listing: Listing | null;
  readonly checkedAt: string;
}

/** Addresses under which an index may list a page. */
function addressesOf(url: string, read: ReadText): readonly string[] {
  return [url, ...(read.kind === "read" ? [read.url] : [])];
}

function review(
  family: Family,
  url: string,
  answer: ReadText,
  { settings, docs, listing, checkedAt }: Context,
): PageReview {
  const reviewed = docs.reviewed[family] ?? null;
  const found = answer.kind === "read" ? fingerprint(answer.form, answer.text, family) : null;
  const read = answer.kind === "read" && !keepsAny(found, reviewed) ? withoutStandIn(answer) : answer;
  const seen = read.kind === "read" ? found : null;
  // Of a description of a whole API only the digest is kept.
  const pieces = (seen?.content.contract.length ?? 0) <= MOST_DOCS_PIECES ? (seen?.content.contract ?? null) : null;
  const today = read.kind === "read" && seen !== null ? { ...seen, form: read.form, url: read.url, pieces } : null;
  const { result, changes } = today === null ? NOT_COMPARED : compare(today, reviewed);
  const page: DocsPage = {
    ...unread(family, url, read.status, checkedAt),
    readFrom: today?.url ?? null,
    // A form that was never reviewed is a page that was never reviewed.
    result: result === null ? "unreachable" : result === "other-form" ? "never-reviewed" : result,
    listed: isListed(listing, addressesOf(url, read)),
    contract: today?.contract ?? null,
    prose: today?.prose ?? null,
    ...(today === null ? {} : { form: today.form }),
    ...(today === null || today.pieces === null ? {} : { pieces: [...today.pieces] }),
    ...(changes.length === 0
      ? {}
      : { changes: changes.slice(0, MOST_DOCS_CHANGES).map((change) => oneLine(change, LONGEST_CHANGE)) }),
    reviewed:
      reviewed === null
        ? null
        : { contract: reviewed.contract, prose: reviewed.prose, at: reviewed.at, url: reviewed.url },
    documents: today === null ? null : documents(today.content, family, fieldsOf(family, settings.template)),
  };
  return { page, read, result, more: Math.max(0, changes.length - MOST_DOCS_CHANGES) };
}

/** A page whose words say that it is another one than was asked for, as its status should have. */
function withoutStandIn(read: Extract<ReadText, { kind: "read" }>): ReadText {
  const { standIn, status } = read;
  if (standIn === null) return read;
  if (standIn === "gone") return { kind: "missing", status };
  return { kind: "unreachable", status, why: "a sign-in or a check of bots stands in front of it" };
}

/** Whether a page that says that it is none keeps anything of what was reviewed; paths stand in its navigation too. */
function keepsAny(found: ReturnType<typeof fingerprint>, reviewed: DocsReview | null): boolean {
  if (found === null || reviewed === null) return found !== null;
  if (reviewed.pieces === undefined) return found.contract === reviewed.contract;
  const before = new Set(reviewed.pieces.map(pieceName).filter((name) => !name.startsWith("path ")));
  return found.content.contract.some((piece) => before.has(pieceName(piece)));
}

/** Longest change: a list of fifty values need not be read in a sentence, and the address of the page stands beside it. */
const LONGEST_CHANGE = 160;

const NOT_COMPARED = { result: null, changes: [] } as const;

function isListed(listing: Listing | null, addresses: readonly string[]): boolean | null {
  if (listing === null) return null;
  if (addresses.some((address) => listing.paths.has(pathOf(address)))) return true;
  return listing.whole ? false : null;
}

/** The index has no contract of its own: it lists, or it could not be used. */
function indexPage(url: string, read: ReadText, usable: boolean, checkedAt: string): DocsPage {
  const page = unread("index", url, read.status, checkedAt);
  return usable && read.kind === "read" ? { ...page, readFrom: read.url, result: "listing" } : page;
}

/** A page of which nothing was read. */
function unread(page: DocsPage["page"], url: string, status: number | null, checkedAt: string): DocsPage {
  const nothing = { listed: null, contract: null, prose: null, reviewed: null, documents: null };
  return { page, url, readFrom: null, checkedAt, status, result: "unreachable", ...nothing };
}

/** Every top-level request field of a family that the gate (product.md, "What the gate sends") or the team's own template sends. */
function fieldsOf(family: Family, template: TemplateSettings | undefined): readonly string[] {
  const { content, outputCap } = FAMILY[family];
  const sent = ["model", content, ...(outputCap === null ? [] : [outputCap]), "stream"];
  const own = (template?.templates ?? []).filter((one) => one.family === family);
  const names = own.flatMap(({ text }) => {
    const body = parseJson(withoutByteOrderMark(text));
    return isObject(body) ? Object.keys(body) : [];
  });
  return [...new Set([...sent.filter((name) => Object.hasOwn(REQUEST_FIELDS[family], name)), ...names])];
}
