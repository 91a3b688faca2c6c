/** What the part of a page is called that leads to other pages. */
const OTHERS =
  "(?:pages?|topics?|articles?|guides?|docs|documentation|reading|resources|information|links|content|endpoints?|operations?|methods?|apis?|references?|examples|tutorials)";
const NAMES = [
  "(?:see|read|learn|explore) (?:also|more|next)|also see|explore|(?:further|keep|continue) reading",
  `(?:related|similar)(?: ${OTHERS})?|(?:other|more|additional|further|useful|helpful|external|all|available) ${OTHERS}`,
  "(?:(?:what'?s|where to go) )?next(?: steps?)?|up next|resources|links|references",
  "(?:page |site |quick )?navigation|(?:table of )?contents|(?:in|on) this (?:section|page)|breadcrumbs?|site ?map",
  "siehe auch|weiterführende links|voir aussi|ver también|veja também|関連(?:項目|リンク|ページ)?|参考|相关(?:文档|链接|接口)?|另请参阅|参见",
];
const ASIDE = new RegExp(`^(?:${NAMES.join("|")})$`, "iu");

/** Longest heading that is looked at, UTF-16 units. */
const LONGEST_NAME = 60;

/** Deeper than every heading: a paragraph that stands over a list. */
const LABEL = 7;

/**
 * Tells the parts of a page that lead to other pages, by their headings and labels: nothing in them is promised here.
 * Takes every paragraph with the level of its heading, 0 for a list item or a cell, null for a paragraph of its own.
 */
export function asides(): (text: string, level: number | null) => boolean {
  let aside: number | null = null;
  return (text, level) => {
    const ends = level === null ? aside === LABEL : level > 0 && aside !== null && level <= aside;
    if (ends) aside = null;
    const bare = text.slice(0, LONGEST_NAME).replace(/^[^\p{L}]+|[\s:.!?#¶>→]+$/gu, "");
    if (level !== 0 && text.length <= LONGEST_NAME && aside === null && ASIDE.test(bare)) aside = level ?? LABEL;
    return aside !== null;
  };
}
