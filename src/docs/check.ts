/**
 * The check `docs` (product.md, "Probes"): the reference pages and the index that lists them, against what was last
 * reviewed. It carries no credential, and is loaded only when it is selected, because its parsers are large.
 */

import { FAMILY } from "../contracts/families.ts";
import { REQUEST_FIELDS } from "../contracts/request-fields.ts";
import type { DocsPage } from "../evidence/docs.ts";
import type { Check } from "../evidence/evidence.ts";
import { DEFAULT_FAMILIES } from "../evidence/probes.ts";
import { withoutByteOrderMark } from "../evidence/request-template.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import type { DocsReview, DocsSettings } from "../settings/release/docs.ts";
import type { Settings, TemplateSettings } from "../settings/settings.ts";
import { isObject, parseJson } from "../text/json.ts";
import { type FetchOptions, type ReadText, readReferencePage, readText } from "./fetch-page.ts";
import { findingsOf, indexFinding, type PageReview, reviewResult } from "./finding.ts";
import { documents, fingerprint } from "./fingerprint.ts";

/** What the check found: findings for the decision, pages for the records. */
interface DocsResult {
  readonly check: Check;
  readonly pages: readonly DocsPage[];
}

/** Looks at the pages of the probed families; where none is probed, at those that are watched. Never longer than the deadline. */
export async function checkDocs(settings: Settings, cancelled: AbortSignal): Promise<DocsResult | null> {
  const { docs, limits, network } = settings;
  if (docs === undefined) return null;
  const families = settings.families.length === 0 ? watched(docs) : settings.families;
  const stop = AbortSignal.any([cancelled, AbortSignal.timeout(limits.deadlineMs)]);
  const asking: FetchOptions = { limits, network, stop };
  const checkedAt = new Date().toISOString();
  const [index, pages] = await Promise.all([
    readText(docs.index, asking),
    Promise.all(
      families.map(async (family) => ({ family, read: await readReferencePage(docs.pages[family], asking) })),
    ),
  ]);
  const listed = linksIn(index, docs);
  const reviews = pages.map(({ family, read }) => review(family, read, { settings, docs, listed, checkedAt }));
  const findings = [
    ...reviews.flatMap((one) => findingsOf(one, docs.index)),
    ...(listed === null ? [indexFinding(docs.index, index)] : []),
  ];
  const nothing = listed === null && reviews.every(({ page }) => page.result === "unreachable");
  const failed = findings.some(({ severity }) => severity !== "advisory");
  return {
    check: { id: "docs", result: failed ? "fail" : nothing ? "not_tested" : "pass", findings },
    pages: [indexPage(docs.index, index, listed !== null, checkedAt), ...reviews.map(({ page }) => page)],
  };
}

/** Those of the default preset, and those that somebody reviewed. */
function watched({ reviewed }: DocsSettings): readonly Family[] {
  return FAMILIES.filter((family) => DEFAULT_FAMILIES.includes(family) || reviewed[family] !== undefined);
}

/** Paths that the index lists; null where it could not be read, or is no index: an empty one is a broken site. */
function linksIn(index: ReadText, { pages }: DocsSettings): ReadonlySet<string> | null {
  if (index.kind !== "read" || index.form === "html") return null;
  const hosts = [index.url, ...Object.values(pages)].map((address) => new URL(address).host);
  const paths = listedPaths(index.text, index.url, hosts);
  return paths.size === 0 ? null : paths;
}

interface Context {
  readonly settings: Settings;
  readonly docs: DocsSettings;
  readonly listed: ReadonlySet<string> | null;
  readonly checkedAt: string;
}

function review(family: Family, read: ReadText, { settings, docs, listed, checkedAt }: Context): PageReview {
  const url = docs.pages[family];
  const reviewed: DocsReview | null = docs.reviewed[family] ?? null;
  const seen = read.kind === "read" ? fingerprint(read.form, read.text) : null;
  const today = read.kind === "read" && seen !== null ? { ...seen, form: read.form, url: read.url } : null;
  const result = today === null ? null : reviewResult(today, reviewed);
  const addresses = [url, ...(read.kind === "read" ? [read.url] : [])];
  const page: DocsPage = {
    ...unread(family, url, read.status, checkedAt),
    readFrom: today?.url ?? null,
    // A form that was never reviewed is a page that was never reviewed.
    result: result === null ? "unreachable" : result === "other-form" ? "never-reviewed" : result,
    listed: listed === null ? null : addresses.some((address) => listed.has(pathOf(address))),
    contract: today?.contract ?? null,
    prose: today?.prose ?? null,
    reviewed,
    documents: today === null ? null : documents(today.content, family, fieldsOf(family, settings.template)),
  };
  return { page, read, result };
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

/** Fields that the gate itself sends (product.md, "What the gate sends"). */
function sentTo(family: Family): readonly string[] {
  const { content, outputCap } = FAMILY[family];
  const sent = ["model", content, ...(outputCap === null ? [] : [outputCap]), "stream"];
  return sent.filter((name) => Object.hasOwn(REQUEST_FIELDS[family], name));
}

/** Every top-level request field of a family that the gate or the team's own template sends. */
function fieldsOf(family: Family, template: TemplateSettings | undefined): readonly string[] {
  const own = (template?.templates ?? []).filter((one) => one.family === family);
  const names = own.flatMap(({ text }) => {
    const body = parseJson(withoutByteOrderMark(text));
    return isObject(body) ? Object.keys(body) : [];
  });
  return [...new Set([...sentTo(family), ...names])];
}

/** Links, definitions of links, and addresses that just stand there. */
const LINK =
  /\]\(\s*<?([^\s<>()]{1,2000})|^\s{0,3}\[[^\]\n]{1,300}\]:\s*<?([^\s<>]{1,2000})|(https?:\/\/[^\s<>()"'\]]{1,2000})/gm;

/**
 * Every path that an index in the style of `llms.txt` names on its own host or on that of the pages, as `pathOf` writes
 * it. Empty for a text without any link: that is no index.
 *
 * @param base where the index was read from; relative links start there
 * @param hosts hosts whose pages count
 */
export function listedPaths(text: string, base: string, hosts: readonly string[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const [, inline, defined, bare] of text.matchAll(LINK)) {
    const url = URL.parse(inline ?? defined ?? bare ?? "", base);
    if (url !== null && (url.protocol === "https:" || url.protocol === "http:") && hosts.includes(url.host))
      paths.add(pathOf(url.href));
  }
  return paths;
}

/** The path of a page, the same for its Markdown twin; query, fragment and a slash at the end say nothing. */
function pathOf(address: string): string {
  const path = URL.parse(address)?.pathname ?? "/";
  return (
    path
      .replace(/[.,;]+$/, "")
      .replace(/\/+$/, "")
      .replace(/(?:\/index)?\.(?:mdx?|html?)$/, "") || "/"
  );
}
