const WORD = /[\p{L}\p{N}_]+(?:[.'-][\p{L}\p{N}_]+)*/gu;

const DATE =
  "(?:\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|(?:\\d{1,2}\\s+)?[A-Z][a-z]{2,8}\\.?\\s+(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?\\d{4}|(?:\\d+|an?)\\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\\s+ago|today|yesterday|just now)";
const UPDATED = new RegExp(
  `\\b(?:last\\s+)?(?:updated?|modified|edited|reviewed|published|changed|built|generated|rendered)\\b(?:\\s+on|\\s+at)?\\s*:?\\s*${DATE}(?:,?\\s+(?:at\\s+)?\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s*[AP]M)?(?:\\s+[A-Z]{2,4})?)?`,
  "gi",
);

/** What a platform adds around a page, as a paragraph of its own. */
const PLATFORM =
  /^(?:(?:edit|view|improve|suggest edits?)(?: to)?(?: this page| this| on github| source| edits?)*|suggest edits|raise issue|was this page helpful\??(?: yes no)?|yes|no|copy(?: page| code)?|copied!?|previous|next|on this page|table of contents|skip to (?:main )?content|powered by .{1,40}|built with .{1,40}|(?:built?|version|revision|commit|build id)\s*[:#]?\s*[0-9a-f.v-]{5,64}|(?:©|copyright) .{1,80}|\d+ min(?:ute)?s? read|we use cookies.{0,100}|accept(?: all)?(?: cookies)?)$/i;

/** An id that somebody or something made up: a sample's, a build's, a request's. */
const MADE_UP = /^(?=[\w-]*\d)(?:[\da-f]{7,64}|[a-z]{2,12}[_-][A-Za-z\d_-]{8,}|[\w-]{24,})$/;

/** The words of a text as prose is compared: without the day on which somebody last touched the page, and without ids. */
export function wordsOfProse(text: string): readonly string[] {
  return (text.replace(UPDATED, " ").match(WORD) ?? []).filter((word) => !MADE_UP.test(word));
}

/** Whether a paragraph belongs to the platform and not to the page: edit links, feedback, build ids. */
export function isPlatformNoise(text: string): boolean {
  return text.length <= 120 && PLATFORM.test(text);
}
