import { dirname, isAbsolute, join, resolve } from "node:path";
import {
  DOCS_REVIEW_FILE,
  DOCS_URL,
  type DocsReview,
  type DocsReviewFile,
  DocsReviewFileSchema,
} from "../../evidence/docs.ts";
import { FAMILIES, type Family } from "../../evidence/vocabulary.ts";
import { DEFAULT_BASE_URL, isLoopback } from "../../text/base-url.ts";
import { parseJson } from "../../text/json.ts";
import { shownPath } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, problemInFile, type Rule } from "../origin.ts";
import { type SettingsSource, unreadable } from "../source.ts";
import { allowedHostsLine } from "./destination.ts";

/** A review, and where it stands. */
export interface SettingsReview extends DocsReview {
  /** In the gate file, as a digest; absent: in the reviewed file. */
  readonly pasted?: true;
}

/** The reference pages and what was reviewed of them. */
export interface DocsSettings {
  readonly index: string;
  /** None of a family of which the documentation of another provider was named, and no page in it. */
  readonly pages: Readonly<Partial<Record<Family, string>>>;
  /** Families whose page somebody named or reviewed: it is read, whichever families are probed. */
  readonly chosen: readonly Family[];
  readonly reviewed: Readonly<Partial<Record<Family, SettingsReview>>>;
  /** Path of the reviewed file, whether it exists or not. */
  readonly reviewFile: string;
}

/** Longest address: evidence holds 300 characters, and `.md` may be added to them. */
const LONGEST_URL = 250;

/** The documentation of CometAPI. */
const COMETAPI_DOCS = "https://apidoc.cometapi.com";

/** Index and pages of a documentation that has CometAPI's layout (contracts.md, section 1.1): its own, or the sandbox's. */
export function docsBelow(root: string): {
  readonly index: string;
  readonly pages: Readonly<Record<Family, string>>;
} {
  return {
    index: `${root}/llms.txt`,
    pages: {
      "chat-completions": `${root}/api/text/chat`,
      responses: `${root}/api/text/responses`,
      messages: `${root}/api/text/anthropic-messages`,
      embeddings: `${root}/api/text/embeddings`,
    },
  };
}

/** What the addresses depend on beside the document. */
type DocsContext = Pick<SettingsSource, "sandbox" | "untrusted" | "workingDirectory" | "readFile"> & {
  readonly hosts: ReadonlySet<string>;
  /** Path of the gate file, or where it would be: the reviewed file lies beside it. */
  readonly gateFile: string;
};

/** The reference pages that the gate file names, else those of CometAPI or of the sandbox. */
export function* docsOf(document: SettingsDocument, context: DocsContext): Rule<DocsSettings> {
  const { sandbox } = context;
  const usual = docsBelow(sandbox === null ? COMETAPI_DOCS : `${new URL(sandbox.baseUrl).origin}/docs`);
  const index = yield* addressAt("docs.index", usual.index, document, context);
  const named: Record<Family, string> = { ...usual.pages };
  for (const family of FAMILIES)
    named[family] = yield* addressAt(`docs.pages.${family}`, usual.pages[family], document, context);
  const reviewFile = join(dirname(context.gateFile), DOCS_REVIEW_FILE).replaceAll("\\", "/");
  const reviewed = yield* reviewsOf(document, yield* reviewedPages(reviewFile, context), reviewFile);
  // A page of CometAPI that nobody named or reviewed is no page of the documentation of another provider.
  const isElsewhere = [index, ...Object.values(named)].some((url) => hostOf(url) !== hostOf(usual.index));
  const isNamed = (family: Family) => document.candidates(`docs.pages.${family}`).length > 0;
  const chosen = FAMILIES.filter((one) => isNamed(one) || reviewed[one] !== undefined);
  const kept = isElsewhere ? chosen : FAMILIES;
  if (kept.length === 0)
    yield "docs.index names another documentation than CometAPI's, and docs.pages no page in it: no page is compared.";
  const pages = Object.fromEntries(kept.map((one) => [one, named[one]]));
  return { index, pages, chosen, reviewed, reviewFile };
}

function hostOf(address: string): string | undefined {
  return URL.parse(address)?.host;
}

/** Says when the reference pages are those of another provider than the one under release. */
export function* foreignDocsRule({ pages }: DocsSettings, baseUrl: string): Rule<void> {
  const host = hostOf(baseUrl) ?? "";
  const usual = docsBelow(COMETAPI_DOCS);
  const ours = FAMILIES.every((family) => pages[family] === usual.pages[family]);
  if (ours && host !== new URL(DEFAULT_BASE_URL).host)
    yield `docs compares the reference pages of CometAPI, and ${host} is asked: name that provider's pages under docs.pages and docs.index.`;
}

/** An address of the gate file as it can be asked for and written down; the usual one where it is absent or refused. */
function* addressAt(
  path: "docs.index" | `docs.pages.${Family}`,
  usual: string,
  { candidates }: SettingsDocument,
  context: DocsContext,
): Rule<string> {
  const [winner] = candidates(path);
  if (winner === undefined) return usual;
  const url = URL.parse(String(winner.value));
  const refusal = refusalOf(String(winner.value), url, context);
  if (refusal === null) return url?.href ?? usual;
  yield problemAt(winner.origin, "invalid-docs-url", ...refusal);
  return usual;
}

function refusalOf(
  text: string,
  url: URL | null,
  { untrusted, hosts }: DocsContext,
): [what: string, help: string] | null {
  const example = "Write it like https://docs.example/api/responses, without query and fragment.";
  if (url === null) return ["is not a URL", example];
  if (url.username !== "" || url.password !== "")
    return ["carries a user name or password", "Remove them; documentation is asked for without any credential."];
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    return ["must begin with https://", example];
  if (/[?#\\\s\p{Cc}\p{Cf}]/u.test(text) || !DOCS_URL.test(url.href) || url.href.length > LONGEST_URL)
    return [`must be a plain address of at most ${LONGEST_URL} characters`, example];
  // An address is asked from inside the runner's network, and what is there is told: a stranger must not choose it.
  const ours = url.host === new URL(COMETAPI_DOCS).host || hosts.has(url.host);
  if (untrusted !== "foreign-files" || ours) return null;
  return [
    `names "${url.host}", which is not asked on this event because its gate file may be a stranger's`,
    `Give the step ${allowedHostsLine(url.host, hosts)} - or check the documentation on another event.`,
  ];
}

/** Largest reviewed file, characters: what the gate writes has a tenth of it. */
const LARGEST_REVIEW_FILE = 4 * 1024 * 1024;

/** What the reviewed file says; nothing where there is none. The sandbox's pages are nobody's to review. */
function* reviewedPages(
  file: string,
  { sandbox, untrusted, workingDirectory, readFile }: DocsContext,
): Rule<DocsReviewFile["pages"]> {
  if (sandbox !== null) return {};
  const rewrite = "Take it from the evidence folder of a run again, or remove it.";
  let text: string | null;
  try {
    const within = untrusted !== false && !isAbsolute(file) ? workingDirectory : undefined;
    text = readFile(resolve(workingDirectory, file), within);
  } catch (error) {
    yield problemInFile(file, null, "unreadable-docs-review", unreadable(error), rewrite);
    return {};
  }
  if (text === null) return {};
  const parsed = DocsReviewFileSchema.safeParse(text.length > LARGEST_REVIEW_FILE ? null : parseJson(text));
  if (parsed.success) return parsed.data.pages;
  const at = parsed.error.issues[0]?.path ?? [];
  const what = `is not what the gate writes${at.length === 0 ? "" : `, at ${shownPath(at)}`}`;
  yield problemInFile(file, null, "invalid-docs-review", what, rewrite);
  return {};
}

/** Reviews by family. What the gate file says counts; the reviewed file then only lends its pieces to the same digest. */
function* reviewsOf(
  { values, originOf }: SettingsDocument,
  file: DocsReviewFile["pages"],
  reviewFile: string,
): Rule<DocsSettings["reviewed"]> {
  const reviewed: Partial<Record<Family, SettingsReview>> = { ...file };
  for (const family of FAMILIES) {
    const review = values.docs?.reviewed?.[family];
    if (review === undefined) continue;
    const { contract, prose = null, at = null, url = null } = review;
    const link = url === null || DOCS_URL.test(url);
    if (!link)
      yield problemAt(
        originOf(`docs.reviewed.${family}`, "url"),
        "invalid-docs-url",
        "is not a link",
        "Write the link that was reviewed, without query and fragment, or remove it.",
      );
    const { [family]: kept } = file;
    const same = kept?.contract === contract;
    if (kept !== undefined && !same)
      yield `docs.reviewed.${family} in the gate file and ${reviewFile} name different reviews; the gate file counts: remove the line to let the file count.`;
    reviewed[family] = { ...(same ? kept : {}), contract, prose, at, url: link ? url : null, pasted: true };
  }
  return reviewed;
}
