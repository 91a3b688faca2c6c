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
export function pathOf(address: string): string {
  const path = URL.parse(address)?.pathname ?? "/";
  return (
    path
      .replace(/[.,;]+$/, "")
      .replace(/\/+$/, "")
      .replace(/(?:\/index)?\.(?:mdx?|html?)$/, "") || "/"
  );
}
