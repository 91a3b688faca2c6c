import { DOCS_URL } from "../evidence/docs.ts";
import type { SelectedProbe } from "../evidence/probes.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { DEFAULT_BASE_URL, isLoopback } from "../text/base-url.ts";
import { readAllowedHosts } from "./hosts.ts";
import { pick, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import type { Settings } from "./settings.ts";

/** What a page looked like when a person last read it. */
export interface DocsReview {
  readonly contract: string;
  /** Null: prose is not compared. */
  readonly prose: string | null;
  /** `YYYY-MM-DD`; null: not written down. */
  readonly at: string | null;
  /** Link that was reviewed; null: not written down. */
  readonly url: string | null;
}

/** The reference pages and what was reviewed of them. */
export interface DocsSettings {
  readonly index: string;
  readonly pages: Readonly<Record<Family, string>>;
  readonly reviewed: Readonly<Partial<Record<Family, DocsReview>>>;
}

/** Longest address: evidence holds 300 characters, and `.md` may be added to them. */
const LONGEST_URL = 250;

/** Where the pages are below the root of the documentation (contracts.md, section 1.1). */
const PATHS = { index: "/llms.txt", "chat-completions": "/api/text/chat", responses: "/api/text/responses" } as const;

/** The documentation of CometAPI. */
const COMETAPI_DOCS = "https://apidoc.cometapi.com";

/** Index and pages of a documentation that has CometAPI's layout: its own, or the sandbox's. */
export function docsBelow(root: string): Pick<DocsSettings, "index" | "pages"> {
  const at = (path: string) => root + path;
  return {
    index: at(PATHS.index),
    pages: { "chat-completions": at(PATHS["chat-completions"]), responses: at(PATHS.responses) },
  };
}

/** Settings of the probe `docs`; nothing unless it is selected (product.md, "A probe asks only for what it needs"). */
export function readDocs(probes: readonly SelectedProbe[], reading: Reading): { readonly docs?: DocsSettings } {
  if (!probes.some(({ id }) => id === "docs")) return {};
  const { sandbox } = reading.source;
  const usual = docsBelow(sandbox === null ? COMETAPI_DOCS : `${new URL(sandbox.baseUrl).origin}/docs`);
  const page = (family: Family) => address(["docs", "pages", family], reading) ?? usual.pages[family];
  const docs: DocsSettings = {
    index: address(["docs", "index"], reading) ?? usual.index,
    pages: { "chat-completions": page("chat-completions"), responses: page("responses") },
    reviewed: Object.fromEntries(
      FAMILIES.flatMap((family) => {
        const review = reviewOf(family, reading);
        return review === null ? [] : [[family, review]];
      }),
    ),
  };
  return { docs };
}

/** A word about reference pages that are those of another provider than the one under release; null: they are not. */
export function foreignDocsWarning({ docs, release }: Pick<Settings, "docs" | "release">): string | null {
  if (docs === undefined) return null;
  const host = URL.parse(release.baseUrl)?.host ?? "";
  const usual = docsBelow(COMETAPI_DOCS);
  const ours = FAMILIES.every((family) => docs.pages[family] === usual.pages[family]);
  return ours && host !== new URL(DEFAULT_BASE_URL).host
    ? `docs compares the reference pages of CometAPI, and ${host} is asked: name that provider's pages under docs.pages and docs.index.`
    : null;
}

/** An address of the gate file as it can be asked for and written down; null where none is given or it is refused. */
function address(path: readonly string[], reading: Reading): string | null {
  const given = pick(reading, { gate: path });
  if (given === null) return null;
  const refuse = (what: string, help: string) => {
    reading.report(problemAt(given.origin, "invalid-docs-url", what, help));
    return null;
  };
  const url = URL.parse(given.value);
  const example = "Write it like https://docs.example/api/responses, without query and fragment.";
  if (url === null) return refuse("is not a URL", example);
  if (url.username !== "" || url.password !== "")
    return refuse("carries a user name or password", "Remove them; documentation is asked for without any credential.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname)))
    return refuse("must begin with https://", example);
  if (/[?#\\\s\p{Cc}\p{Cf}]/u.test(given.value) || !DOCS_URL.test(url.href) || url.href.length > LONGEST_URL)
    return refuse(`must be a plain address of at most ${LONGEST_URL} characters`, example);
  // An address is asked from inside the runner's network, and what is there is told: a stranger must not choose it.
  if (reading.source.untrusted === "foreign-files" && url.host !== new URL(COMETAPI_DOCS).host) {
    if (!readAllowedHosts({ ...reading, report: () => undefined }).has(url.host))
      return refuse(
        `names "${url.host}", which pull_request_target does not ask because its gate file may be a stranger's`,
        "Add the host to the input allowed-hosts, or check the documentation on another event.",
      );
  }
  return url.href;
}

function reviewOf(family: Family, { gate, report }: Reading): DocsReview | null {
  const written = gate?.content.docs?.reviewed?.[family];
  if (gate === null || written === undefined) return null;
  if (typeof written === "string") return { contract: written, prose: null, at: null, url: null };
  const { contract, prose = null, at = null, url = null } = written;
  if (url !== null && !DOCS_URL.test(url)) {
    const help = "Write the link that was reviewed, without query and fragment, or remove it.";
    report(problemAt(gate.originOf(["docs", "reviewed", family, "url"]), "invalid-docs-url", "is not a link", help));
    return { contract, prose, at, url: null };
  }
  return { contract, prose, at, url };
}
