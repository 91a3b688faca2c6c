const DATE =
  "(?:\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|(?:\\d{1,2}\\s+)?[A-Z][a-z]{2,8}\\.?\\s+(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?\\d{4}|\\d+\\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\\s+ago)";
const UPDATED = new RegExp(
  `\\b(?:last\\s+)?(?:updated|modified|edited|reviewed|published|changed|built|generated)\\b(?:\\s+on|\\s+at)?\\s*:?\\s*${DATE}`,
  "gi",
);

/** What a platform adds around a page, as a paragraph of its own. */
const PLATFORM =
  /^(?:(?:edit|view|improve|suggest edits?)(?: to)?(?: this page| this| on github| source| edits?)*|suggest edits|raise issue|was this page helpful\??(?: yes no)?|yes|no|copy(?: page| code)?|copied!?|previous|next|on this page|table of contents|skip to (?:main )?content|powered by .{1,40}|built with .{1,40}|(?:built?|version|revision|commit|build id)\s*[:#]?\s*[0-9a-f.v-]{5,64})$/i;

/** Text without the day on which somebody last touched the page. */
export function withoutDates(text: string): string {
  return text.replace(UPDATED, " ");
}

/** Whether a paragraph belongs to the platform and not to the page: edit links, feedback, build ids. */
export function isPlatformNoise(text: string): boolean {
  return text.length <= 120 && PLATFORM.test(text);
}
