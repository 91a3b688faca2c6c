import { stripVTControlCharacters } from "node:util";
import { PROMPT_MARKER, REPLY_MARKER } from "../evidence/markers.ts";
import { maskedForms, type Redactor } from "../evidence/redaction.ts";
import type { Release, Settings } from "../settings/settings.ts";
import { holdsKey, LOGGED_TOKEN } from "../text/key-shapes.ts";
import type { Block } from "./blocks.ts";

/** Lines that are counted for one rule and file: then its extent is clear, and a log full of keys is not read twice. */
export const MOST_COUNTED = 1_000;

/** What must not be in a log (release-and-rollback-checklist, "Check observability"). */
export type ExposureRuleId =
  | "secret-in-log"
  | "authorization-header"
  | "key-shaped"
  | "prompt-in-log"
  | "response-in-log";

/** How one thing is looked for that must not be in a log. */
export interface ExposureRule {
  readonly rule: ExposureRuleId;
  readonly isIn: (text: string) => boolean;
  /** What excuses a line that holds it. */
  readonly unless?: (line: string) => boolean;
}

/** Where one thing was seen in a file. */
export interface Exposure {
  readonly rule: ExposureRuleId;
  /** The first line, from 1. */
  readonly line: number;
  /** Lines that hold it; `MOST_COUNTED` means that many or more. */
  readonly lines: number;
}

/** Everything that is looked for on behalf of this run. */
export function exposureRules({ release, secrets }: Settings, redactor: Redactor): readonly ExposureRule[] {
  const prompt = holding(PROMPT_MARKER);
  return [
    { rule: "secret-in-log", isIn: redactor.exposes },
    { rule: "authorization-header", isIn: authorizationFinder(release) },
    { rule: "key-shaped", isIn: (text) => holdsKey(text, secrets) },
    { rule: "prompt-in-log", isIn: prompt },
    // The prompt holds the code that it asks for; alone it is an answer.
    { rule: "response-in-log", isIn: holding(REPLY_MARKER), unless: prompt },
  ];
}

/** Whether a text holds a marker, also in base64: gateways log bodies like that. */
function holding(marker: string): (text: string) => boolean {
  const forms = maskedForms(marker);
  return (text) => forms.some((form) => text.includes(form));
}

/** Searches the blocks of one file, one after the other. */
export function exposureSearch(rules: readonly ExposureRule[]) {
  const found = new Map<ExposureRuleId, { line: number; lines: number; last: number }>();
  const count = (rule: ExposureRuleId, line: number) => {
    const known = found.get(rule);
    if (known === undefined) found.set(rule, { line, lines: 1, last: line });
    else if (known.last !== line) found.set(rule, { ...known, lines: known.lines + 1, last: line });
  };
  return {
    search: ({ text: written, line: first, whole }: Block): void => {
      // Colours stand between a name and its value, and within what was highlighted.
      const text = written.includes("\u001b") ? stripVTControlCharacters(written) : written;
      for (const { rule, isIn, unless } of rules) {
        const isFull = () => (found.get(rule)?.lines ?? 0) >= MOST_COUNTED;
        if (isFull() || !isIn(text)) continue;
        if (!whole) {
          if (!unless?.(text)) count(rule, first);
          continue;
        }
        const lines = text.split("\n");
        let alone = 0;
        for (const [i, line] of lines.entries()) {
          if (!isIn(line) || unless?.(line)) continue;
          count(rule, first + i);
          alone += 1;
          if (isFull()) break;
        }
        // Wrapped over several lines, as base64 is. Nothing else is looked for across lines: what follows is another record.
        if (alone === 0 && rule === "secret-in-log") count(rule, first + lastLineNeeded(lines, isIn));
      }
    },
    found: (): readonly Exposure[] => [...found].map(([rule, { line, lines }]) => ({ rule, line, lines })),
  };
}

/** Index of the first line with which the lines up to it hold what all of them hold. */
function lastLineNeeded(lines: readonly string[], isIn: (text: string) => boolean): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isIn(lines.slice(0, middle + 1).join("\n"))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Headers that carry credentials whatever the release says: HTTP's own, and the usual ones of API gateways. */
const CREDENTIAL_HEADERS = ["authorization", "proxy-authorization", "x-api-key", "x-goog-api-key"];

/** Whether a text holds a credential header with a value that was not blanked. */
function authorizationFinder({ auth, headers }: Pick<Release, "auth" | "headers">): (text: string) => boolean {
  const own = [
    ...(auth === "none" ? [] : [auth.header]),
    ...headers.filter(({ secret }) => secret).map(({ name }) => name),
  ];
  const names = [...new Set([...CREDENTIAL_HEADERS, ...own.map((name) => name.toLowerCase())])];
  // `api-key` is a header of some gateways; with an underscore it is a setting, whose value may be a reference.
  const any = [
    ...names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("-", "[-_]")),
    "(?<![_-])api-key",
  ].join("|");
  /*
   * Name, also behind an escaped line break, then what stands between a name and its value in JSON (escaped or not), in
   * HTTP, in logfmt, in dumps of maps and lists, in XML, and in lists of name and value, also OpenTelemetry's; then a
   * scheme where there is one, and the value.
   */
  const pattern = new RegExp(
    `(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))(?:${any})(?:\\]?[\\\\"'\\s]{0,8}(?:[=-]?>|[:=])|([\\\\"']{1,4}[\\s,]{1,8}))` +
      `(?:[\\\\"'\\s{[]{0,8}(?:array|string)?values?[\\\\"'\\s]{0,8}[:=]){0,4}[\\\\"'\\s[(]{0,8}(?:b["'])?` +
      `(?:(bearer|basic|token|digest|key|api-?key|oauth|negotiate|hmac|aws4-hmac-sha256)(?:\\s{1,4}|%20|\\+))?(<?[^\\s"'\\\\,;)\\]}<]{0,512})`,
    "gi",
  );
  return (text) => {
    for (const { 0: whole, 1: list, 2: scheme, 3: value = "", index } of text.matchAll(pattern)) {
      const next = text.slice(index + whole.length, index + whole.length + LONGEST_WORD);
      if (isCredential(value, scheme?.toLowerCase(), list !== undefined, next)) return true;
    }
    for (const [, token = ""] of text.matchAll(LOGGED_TOKEN)) if (RANDOM.test(token) && !BLANK.test(token)) return true;
    return false;
  };
}

/** Letters and digits without a break, with a digit among the first: no word, no date, no name of a header. */
const RANDOM = /(?=[A-Za-z]{0,7}\d)[A-Za-z0-9]{8}/;

/** What stands in place of a credential: stars, brackets, a reference, an ellipsis, a word that says so. */
const BLANK =
  /^\*$|\*\*|[<[{…•]|\.\.\.|^[$]|^%[sv]$|^[xX.#-]+$|^sha\d{1,3}[:=-]|redact|mask|filter|hidden|remov|scrub|omit|censor|stripped|placeholder|^your[_-]|^secrets?[.:/]|^(?:null|undefined|none|nil|true|false|empty|unset)$/i;

/** The name of a variable or of a constant, in documentation or as a status. */
const CONSTANT = /^[A-Z]+(?:_[A-Z]+)+$/;

/** Words that follow a scheme in a sentence: "authorization: bearer token missing". */
const PROSE =
  /^(?:tokens?|auth|authentication|authorization|credentials?|key|scheme|header|is|was|not|missing|invalid|required|expired|present|absent|or|and|failed)[.:]?$/i;

/** A further word, which is no name of a field: what stands before it is a word of a sentence. */
const IN_A_SENTENCE = /^[,.]?\s[a-z]+(?![\w-]*["']?[:=])\b/;
const LONGEST_WORD = 64;

/** What HTTP's own authentication asks for: opaque to the reader, and of any length. */
const TOKEN = /^[\w.~+/=-]{8,}$/;

/**
 * Whether a value after the name of a header is a credential.
 *
 * @param inList name and value are neighbours in a list, which may as well be a list of names
 * @param next the text that follows
 */
function isCredential(value: string, scheme: string | undefined, inList: boolean, next: string): boolean {
  if (value === "" || BLANK.test(value) || CONSTANT.test(value)) return false;
  if (scheme === undefined) {
    if (!TOKEN.test(value) || value.startsWith("/") || (inList && /^[a-z]+-/i.test(value))) return false;
    return RANDOM.test(value) || (!inList && /\d/.test(value) && !IN_A_SENTENCE.test(next));
  }
  if (PROSE.test(value) || (!/\d/.test(value) && IN_A_SENTENCE.test(next))) return false;
  return scheme === "bearer" || scheme === "basic" || /\d/.test(value);
}
