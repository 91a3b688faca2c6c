/**
 * What must not be in a log (release-and-rollback-checklist, "Check observability"). Words and patterns of bytes are
 * looked for first; only a place that has one is decoded and read.
 */
import { stripVTControlCharacters } from "node:util";
import { PROMPT_MARKER, REPLY_MARKER } from "../evidence/markers.ts";
import { maskedForms } from "../evidence/redaction.ts";
import type { Settings } from "../settings/settings.ts";
import { holdsKey } from "../text/key-shapes.ts";
import { holdsPersonalData } from "../text/persons.ts";
import { type Anchor, anchorScan } from "./anchors.ts";
import { AFTER, BEFORE, credentialHeaderAt, credentialHeaders, tokenIn } from "./authorization.ts";
import { type Block, lineEnd } from "./blocks.ts";
import { FOREIGN_ANCHORS, foreignCredentials } from "./foreign.ts";
import { finderOf } from "./needles.ts";
import type { LogRecord } from "./records.ts";
import { secretFinder, secretLines } from "./secrets.ts";

/** Lines that are counted for one rule and file: then its extent is clear, and a log full of keys is not read twice. */
export const MOST_COUNTED = 1_000;

/** Records of this run in one file that are all read for personal data; of those behind them, each of so many. */
const ALL_RECORDS = 5_000;
const SAMPLED = 20;

/** What is looked for. */
export type ExposureRuleId =
  | "secret-in-log"
  | "authorization-header"
  | "key-shaped"
  | "foreign-credential"
  | "prompt-in-log"
  | "response-in-log"
  | "personal-data-in-log";

/** Where one thing was seen in a file. */
export interface Exposure {
  readonly rule: ExposureRuleId;
  /** The first line, from 1. */
  readonly line: number;
  /** Lines that hold it; `MOST_COUNTED` means that many or more. */
  readonly lines: number;
}

/** What one word leads to. */
type Word = "header" | "token" | "key";
type Look = Word | { readonly foreign: string };

/** Characters of a key, and what follows one that was cut. */
const LONGEST_KEY = 270;

/** Everything that is looked for on behalf of this run, prepared once for all files. */
export function exposureFinders({ release, secrets }: Settings) {
  const headers = credentialHeaders(release);
  const anchors: readonly Anchor<Look>[] = [
    ...[...headers, "api-key"].flatMap((name) =>
      [...new Set([name, name.replaceAll("-", "_")])].map((word) => ({
        word,
        rare: rarest(word),
        kind: "header" as const,
      })),
    ),
    { word: "bearer", rare: 0, kind: "token" },
    { word: "basic", rare: 0, kind: "token" },
    { word: "sk-", rare: 1, kind: "key" },
    ...FOREIGN_ANCHORS.map((anchor) => ({ ...anchor, kind: { foreign: anchor.word } })),
  ];
  const markers = [
    ...maskedForms(PROMPT_MARKER).map((form) => ({ form, rule: "prompt-in-log" as const })),
    ...maskedForms(REPLY_MARKER).map((form) => ({ form, rule: "response-in-log" as const })),
  ];
  const isHeader = credentialHeaderAt(headers);
  return {
    secret: secretFinder(secrets),
    scan: anchorScan(anchors),
    holds: {
      header: (bytes, at, to) => isHeader(...textAround(bytes, at, to, BEFORE, AFTER)),
      token: (bytes, at, to) => tokenIn(textAround(bytes, at, to, 0, AFTER)[0]),
      key: (bytes, at, to) => !isInWord(bytes, at) && holdsKey(textAround(bytes, at, to, 2, LONGEST_KEY)[0], secrets),
    } satisfies Readonly<Record<Word, (bytes: Buffer, at: number, to: number) => boolean>>,
    markers: finderOf(markers.map(({ form }) => form)),
    markerRules: markers.map(({ rule }) => rule),
  };
}
export type ExposureFinders = ReturnType<typeof exposureFinders>;

/** Letters that begin the rarest pair of a header's name: `za` in `authorization`, a hyphen in others. */
function rarest(name: string): number {
  const pair = [name.indexOf("za"), name.search(/[-_]/)].find((at) => at >= 0 && at < name.length - 1);
  return pair ?? 0;
}

/** Searches the blocks of one file, one after the other. */
export function exposureSearch(finders: ExposureFinders) {
  const found = new Map<ExposureRuleId, { line: number; lines: number; last: number }>();
  const foreign = foreignCredentials();
  let records = 0;
  const count = (rule: ExposureRuleId, line: number): void => {
    const known = found.get(rule);
    if (known === undefined) found.set(rule, { line, lines: 1, last: line });
    else if (known.last < line) {
      known.lines += 1;
      known.last = line;
    }
  };
  const isFull = (rule: ExposureRuleId) => (found.get(rule)?.lines ?? 0) >= MOST_COUNTED;

  const searchSecrets = (block: Block): void => {
    for (const line of isFull("secret-in-log") ? [] : secretLines(block, finders.secret)) {
      count("secret-in-log", line);
      if (isFull("secret-in-log")) return;
    }
  };

  const searchMarkers = (block: Block): void => {
    const { bytes, to, whole } = block;
    const lines = lineCounter(block);
    for (let at = finders.markers.next(bytes, 0, to); at !== -1; ) {
      const end = whole ? lineEnd(bytes, at, to) : to;
      // The prompt holds the code that it asks for; alone it is an answer.
      let rule: ExposureRuleId = "response-in-log";
      for (; at !== -1 && at < end; at = finders.markers.next(bytes, at + 1, end))
        if (finders.markerRules[finders.markers.which()] === "prompt-in-log") rule = "prompt-in-log";
      count(rule, lines(end));
      at = finders.markers.next(bytes, end, to);
      if (isFull("prompt-in-log") && isFull("response-in-log")) return;
    }
  };

  const searchWords = (block: Block): void => {
    const { bytes, to } = block;
    const lines = lineCounter(block);
    finders.scan(bytes, 0, to, (at, kind) => {
      if (typeof kind === "object") return foreign.look(kind.foreign, bytes, at, to, () => lines(at));
      const rule = kind === "key" ? "key-shaped" : "authorization-header";
      if (!isFull(rule) && finders.holds[kind](bytes, at, to)) count(rule, lines(at));
    });
  };

  return {
    search: (block: Block): void => {
      searchSecrets(block);
      searchMarkers(block);
      searchWords(block);
    },
    /** A record of this run is read for personal data, too; of very many, a sample. */
    searchRecord: ({ text, line }: LogRecord): void => {
      records += 1;
      if (isFull("personal-data-in-log") || (records > ALL_RECORDS && records % SAMPLED !== 0)) return;
      if (holdsPersonalData(text)) count("personal-data-in-log", line);
    },
    found: async (): Promise<readonly Exposure[]> => {
      for (const line of await foreign.lines()) count("foreign-credential", line);
      return [...found].map(([rule, { line, lines }]) => ({ rule, line, lines }));
    },
  };
}

/**
 * The text around a place, within its line: bounded on both sides, since a line may be as long as the block. And where in
 * the text the place is.
 */
function textAround(bytes: Buffer, at: number, to: number, before: number, after: number): readonly [string, number] {
  const start = Math.max(at - before, 0);
  const head = bytes.toString("utf8", start + bytes.subarray(start, at).lastIndexOf(0x0a) + 1, at);
  const end = Math.min(to, at + after);
  const line = bytes.subarray(at, end).indexOf(0x0a);
  const tail = bytes.toString("utf8", at, line === -1 ? end : at + line);
  // Colours stand between a name and its value, and within what was highlighted.
  if (!head.includes("\u001b") && !tail.includes("\u001b")) return [head + tail, head.length];
  const plain = stripVTControlCharacters(head);
  return [plain + stripVTControlCharacters(tail), plain.length];
}

const WORD = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** Whether what begins here is the middle of a word; a colour and an escaped line break end in a letter. */
function isInWord(bytes: Buffer, at: number): boolean {
  if (at === 0 || WORD[bytes[at - 1] as number] === 0) return false;
  return bytes[at - 2] !== 0x5c && bytes[at - 1] !== 0x6d;
}

/** The number of the line that a place lies in; places are asked for in their order. */
function lineCounter({ bytes, line, whole }: Block): (at: number) => number {
  let [counted, number] = [0, line];
  return (at) => {
    if (!whole) return line;
    for (let next = bytes.indexOf(0x0a, counted); next !== -1 && next < at; next = bytes.indexOf(0x0a, counted)) {
      counted = next + 1;
      number += 1;
    }
    return number;
  };
}
