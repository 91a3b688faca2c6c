import { DOCS_URL, type DocsPage } from "../../evidence/docs.ts";
import { FAMILIES, type Family } from "../../evidence/vocabulary.ts";
import { DEFAULT_BASE_URL, isLoopback } from "../../text/base-url.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";

/** What a page looked like when a person last read it. */
export type DocsReview = NonNullable<DocsPage["reviewed"]>;

/** The reference pages and what was reviewed of them. */
export interface DocsSettings {
  readonly index: string;
  readonly pages: Readonly<Record<Family, string>>;
  readonly reviewed: Readonly<Partial<Record<Family, DocsReview>>>;
}

/** Longest address: evidence holds 300 characters, and `.md` may be added to them. */
const LONGEST_URL = 250;

/** The documentation of CometAPI. */
const COMETAPI_DOCS = "https://apidoc.cometapi.com";

/** Index and pages of a documentation that has CometAPI's layout (contracts.md, section 1.1): its own, or the sandbox's. */
export function docsBelow(root: string): Pick<DocsSettings, "index" | "pages"> {
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
type DocsContext = Pick<SettingsSource, "sandbox" | "untrusted"> & { readonly hosts: ReadonlySet<string> };

/** The reference pages that the gate file names, else those of CometAPI or of the sandbox. */
export function* docsOf(document: SettingsDocument, context: DocsContext): Rule<DocsSettings> {
  const { sandbox } = context;
  const usual = docsBelow(sandbox === null ? COMETAPI_DOCS : `${new URL(sandbox.baseUrl).origin}/docs`);
  const index = yield* addressAt("docs.index", usual.index, document, context);
  const pages: Record<Family, string> = { ...usual.pages };
  for (const family of FAMILIES)
    pages[family] = yield* addressAt(`docs.pages.${family}`, usual.pages[family], document, context);
  return {
    index,
    pages,
    reviewed: yield* reviewsOf(document),
  };
}

/** Says when the reference pages are those of another provider than the one under release. */
export function* foreignDocsRule({ pages }: DocsSettings, baseUrl: string): Rule<void> {
  const host = URL.parse(baseUrl)?.host ?? "";
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
    `names "${url.host}", which pull_request_target does not ask because its gate file may be a stranger's`,
    "Add the host to the input allowed-hosts, or check the documentation on another event.",
  ];
}

function* reviewsOf({ values, originOf }: SettingsDocument): Rule<DocsSettings["reviewed"]> {
  const reviewed: Partial<Record<Family, DocsReview>> = {};
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
    reviewed[family] = { contract, prose, at, url: link ? url : null };
  }
  return reviewed;
}
