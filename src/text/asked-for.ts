/** Whose numbers a query in PromQL asks for. */
import { isDeepStrictEqual } from "node:util";
import { type FilledQuery, fillQuery, type Literal, partsOf, type QueryValues, unusable } from "./promql.ts";
import { isSameVersion } from "./version.ts";

/** Labels under which services are told apart by what they run. */
const VERSION_LABEL =
  /^(?:label_)?(?:(?:app|app_kubernetes_io|service|deployment|workload|destination|image|artifact|build)_)?(?:version|release|tag|revision)$|^image$/i;

/** Labels that name a track, a pool or the machines of one: where two of them differ, so may what they run. */
const TRACK_LABEL =
  /(?:^|_)(?:track|colou?r|slot|variant|subset|ring|pool|canary|role|deployment|workload|service|app|job|container|upstream|backend|pod|group|revision)$/i;

/** What is under test, whatever its version: the last word of a name, and what machines of it have behind that. */
const CANARY = /(?:^|[^a-z])(?:canary|candidate)(?:[-_.]?(?:\.[*+]|\d+))*$/i;

const OWN_PLACEHOLDER = /\{\{\s*(?:version|commit)\s*\}\}/;

/** Several numbers: a version, and no name of a track. */
const NUMBERS = /\d+(?:\.\d+)+/;

/** What joins series with those that a label tells apart: one selector with the label is enough. */
const JOINED = /\b(?:and|on|group_left|group_right)\b/;

/** A range of series that no label narrows: `http_requests_total[5m]`. */
const UNLABELLED = /[\w:]\s*\[/;

/**
 * Whose numbers a query asks for: those of the release under test (by a placeholder, by its version as the literal of a label,
 * or as the canary), those of whoever serves, or those of another version alone, which then is named. Of a pattern every
 * alternative has to be of the release, and of a division both sides. A track or a pool that the baseline does not have tells
 * the release from it, too; an hour before, or another status, does not.
 */
export function askedFor(
  query: string,
  { version, commit }: QueryValues,
  baseline: string | null = null,
): "release" | "any" | { readonly other: string } {
  const isOwn = (text: string) => [version, commit].some((own) => own !== null && isSameVersion(text, own));
  const selectors = selectorsIn(query);
  const compared = baseline === null ? null : selectorsIn(baseline).flat();
  const isRelease = (literal: Literal) => {
    const { label, text } = literal;
    const isVersion = VERSION_LABEL.test(label) || /\D/.test(text);
    return (
      alternativesOf(literal).every(
        (each) => OWN_PLACEHOLDER.test(each) || CANARY.test(each) || (isVersion && isOwn(bare(each))),
      ) ||
      (compared !== null && TRACK_LABEL.test(label) && !compared.some((other) => isDeepStrictEqual(literal, other)))
    );
  };
  const own = selectors.filter((literals) => literals.some(isRelease));
  const isHalf = own.length < selectors.length || UNLABELLED.test(plainOf(query));
  if (own.length > 0) return plainOf(query).includes("/") && isHalf && !JOINED.test(plainOf(query)) ? "any" : "release";
  const isOther = (literal: Literal) =>
    VERSION_LABEL.test(literal.label) &&
    alternativesOf(literal).every((each) => version !== null && isOtherVersion(bare(each), version));
  const other = selectors.flat().find(isOther);
  return other === undefined ? "any" : { other: `${other.label}${other.operator}"${other.text}"` };
}

/** Whether a text names another version of the same form: as many numbers as the version has, and not the same. */
function isOtherVersion(text: string, version: string): boolean {
  const [said, own] = [text, version].map((each) => NUMBERS.exec(each)?.[0]);
  if (said === undefined || own === undefined || said === own || /\.[*+]|[[\]?]/.test(text)) return false;
  const [it, ours] = [said.split("."), own.split(".")];
  return it.length === ours.length && it[0]?.length === ours[0]?.length;
}

/** What a label has to be, one by one: the alternatives of a pattern. */
function alternativesOf({ operator, text }: Literal): readonly string[] {
  return operator === "=" ? [text] : text.replace(/^\^?\((?:\?:)?([^()]*)\)\$?$/, "$1").split("|");
}

/** What each selector of a query wants labels to be. */
function selectorsIn(query: string): readonly (readonly Literal[])[] {
  const selectors = new Map<number, Literal[]>();
  for (const literal of partsOf(query).literals) {
    if (literal.label === "") continue;
    const wanted = selectors.get(literal.selector) ?? [];
    selectors.set(literal.selector, wanted);
    if (literal.operator === "=" || literal.operator === "=~") wanted.push(literal);
  }
  return [...selectors.values()];
}

/** A query without its strings and selectors, and so with its operators alone. */
function plainOf(query: string): string {
  return query.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#.*/g, "").replace(/\{[^{}]*\}/g, "}");
}

/** A pattern of one version without what makes it one. */
function bare(pattern: string): string {
  return pattern.replace(/^\^?\(?(?:\?:)?|(?:[-.]?\.[*+])?\)?\$?$/g, "").replaceAll("\\", "");
}

/** The release's own query with its placeholders filled in; one that asks for another version says nothing of this one. */
export function fillOwnQuery(query: string, values: QueryValues): FilledQuery {
  const asked = askedFor(query, values);
  return typeof asked === "string"
    ? fillQuery(query, values)
    : unusable(
        `asks for ${asked.other}, and the version under test is ${values.version}`,
        "Write {{version}} in its place, which is filled in with the version under test.",
      );
}
