import { bare, type FetchOptions, fetchText, type ReadText } from "./fetch-page.ts";

/** Indexes below the index: how deep, how many and how large all together. What lies behind a bound is unknown, not gone. */
const DEEPEST_INDEX = 3;
const MOST_INDEXES = 30;
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** What the index, and the indexes that it lists, name. */
export interface Listing {
  /** Paths as `pathOf` writes them. */
  readonly paths: ReadonlySet<string>;
  /** Everything that could name a page was read. */
  readonly whole: boolean;
}

/**
 * Reads what the index lists and, while a wanted page is not among it, the indexes below it on the same host. Null where
 * the index could not be read or is none: an empty one is a broken site. A web page has links to everything, so it is an
 * index only if it lists a wanted page: the shell of a site, its sign-in and its page for what is missing list none.
 *
 * @param hosts hosts whose pages count
 * @param wanted for each page, the addresses that it is known under
 */
export async function readListing(
  index: ReadText,
  hosts: readonly string[],
  wanted: readonly (readonly string[])[],
  asking: FetchOptions,
): Promise<Listing | null> {
  if (index.kind !== "read") return null;
  const paths = new Set(pathsIn(index.text, index.url, hosts));
  if (paths.size === 0) return null;
  const host = new URL(index.url).host;
  const pages = wanted.map((addresses) => addresses.map(pathOf));
  const asked = new Set([index.url]);
  const isListed = (page: readonly string[]) => page.some((path) => paths.has(path));
  const isFound = () => pages.every(isListed);
  let whole = true;
  let characters = index.text.length;
  let level: readonly Text[] = [index];
  for (let depth = 0; depth < DEEPEST_INDEX && level.length > 0 && !isFound(); depth++) {
    const next = level.flatMap(addressesIn);
    const below = [...new Set(next.filter((url) => url.host === host && isIndex(url, pages.flat())).map(bare))];
    const fresh = below
      .filter((url) => !asked.has(url))
      .sort((a, b) => nearness(b, pages.flat()) - nearness(a, pages.flat()));
    const chosen = fresh.slice(0, Math.max(0, MOST_INDEXES + 1 - asked.size));
    if (chosen.length < fresh.length || characters > MOST_CHARACTERS) whole = false;
    if (characters > MOST_CHARACTERS) break;
    for (const url of chosen) asked.add(url);
    const read = await Promise.all(chosen.map((url) => fetchText(url, asking)));
    // A link that leads nowhere hides nothing; one that fails today may.
    const isHidden = ({ kind }: ReadText, i: number) =>
      (kind === "unreachable" || kind === "elsewhere") && !(FULL_TEXT.test(chosen[i] ?? "") && paths.size > 1);
    if (read.some(isHidden)) whole = false;
    level = read.filter((one) => one.kind === "read");
    for (const { text, url } of level) {
      for (const path of pathsIn(text, url, hosts)) paths.add(path);
      characters += text.length;
    }
    const isUnread = (url: URL) => url.host === host && isIndex(url, pages.flat()) && !asked.has(bare(url));
    if (depth === DEEPEST_INDEX - 1 && level.flatMap(addressesIn).some(isUnread)) whole = false;
  }
  return index.form === "html" && !pages.some(isListed) ? null : { paths, whole };
}

/** A text, and where it was read from. */
type Text = Pick<Extract<ReadText, { kind: "read" }>, "text" | "url">;

/** The text of every page in one file, often too large to read; it lists nothing that the index beside it does not. */
const FULL_TEXT = /\/llms-full[\w-]*\.(?:txt|md)$/i;

/** Names that indexes have: `llms.txt` and what is made beside it, site maps, the first page of a folder. */
const INDEX_NAME =
  /^(?:llms(?:[-_.][\w-]+)*|index|readme|summary|toc|contents|sitemap(?:[-_]\w+)*|overview|navigation)$/i;
const INDEX_FOLDER = /^[_.]?llms(?:[-_.][\w-]+)*$/i;
const NO_INDEX = /^(?:robots|humans|ads|security)$/i;

/** Whether a link of an index leads to another index: by its name, or because a wanted page lies below it. */
function isIndex(url: URL, wanted: readonly string[]): boolean {
  const segments = url.pathname.split("/").filter((segment) => segment !== "");
  const last = segments.at(-1) ?? "";
  const name = last.replace(/\.(?:txt|mdx?|xml|html?)$/i, "");
  if (NO_INDEX.test(name)) return false;
  const above = pathOf(url.href);
  return (
    INDEX_NAME.test(name) ||
    /\.txt$/i.test(last) ||
    segments.some((segment) => INDEX_FOLDER.test(segment)) ||
    (above !== "/" && wanted.some((path) => path.startsWith(`${above}/`)))
  );
}

/** How many words of a wanted page's path an address has: an index is often named after the folder that it lists. */
function nearness(address: string, wanted: readonly string[]): number {
  const words = new Set(wanted.flatMap((path) => path.split(/\W+/)));
  return address.split(/\W+/).filter((word) => word !== "" && words.has(word)).length;
}

/** Links of Markdown and HTML, definitions of links, and addresses that just stand there. */
const LINK =
  /\]\(\s*<?([^\s<>()]{1,2000})|^\s{0,3}\[[^\]\n]{1,300}\]:\s*<?([^\s<>]{1,2000})|\shref\s{0,5}=\s{0,5}["']?([^\s"'<>]{1,2000})|(https?:\/\/[^\s<>()"'\]]{1,2000})/gm;

function addressesIn({ text, url: base }: Text): readonly URL[] {
  return [...text.matchAll(LINK)].flatMap(([, inline, defined, href, standing]) => {
    const url = URL.parse(inline ?? defined ?? href ?? standing?.replace(/[.,;]+$/, "") ?? "", base);
    return url !== null && (url.protocol === "https:" || url.protocol === "http:") ? [url] : [];
  });
}

/**
 * Every path that an index in the style of `llms.txt` names on one of the hosts, as `pathOf` writes it. Empty for a text
 * without any link: that is no index.
 *
 * @param base where the index was read from; relative links start there
 */
export function pathsIn(text: string, base: string, hosts: readonly string[]): ReadonlySet<string> {
  return new Set(
    addressesIn({ text, url: base })
      .filter(({ host }) => hosts.includes(host))
      .map(({ href }) => pathOf(href)),
  );
}

/** A page in another language is the same page: its folder goes by these names. */
const LANGUAGE = /^\/(?:en|zh|ja|ko|de|fr|es|pt|ru|it|tr|vi|id|ar)(?:-[A-Za-z]{2,4})?(?=\/)/i;

/** The path of a page, the same for its Markdown twin and its languages; query, fragment and a slash at the end say nothing. */
export function pathOf(address: string): string {
  const path = URL.parse(address)?.pathname ?? "/";
  return (
    path
      .replace(LANGUAGE, "")
      .replace(/[.,;]+$/, "")
      .replace(/\/+$/, "")
      .replace(/(?:\/index)?\.(?:mdx?|html?)$/, "") || "/"
  );
}
