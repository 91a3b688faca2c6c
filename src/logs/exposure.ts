/**
 * What must not be in a log (release-and-rollback-checklist, "Check observability"). Words and patterns of bytes are
 * looked for first; only a place that has one is decoded and read.
 */
import { PROMPT_MARKER, REPLY_MARKER } from "../evidence/markers.ts";
import { maskedForms } from "../evidence/redaction.ts";
import type { Settings } from "../settings/settings.ts";
import { holdsPersonalData } from "../text/persons.ts";
import { type Anchor, anchorScan } from "./anchors.ts";
import { type Block, lineEnd } from "./blocks.ts";
import { type CredentialWord, credentialLooks } from "./credentials.ts";
import { FOREIGN_ANCHORS, foreignCredentials } from "./foreign.ts";
import { aheadIn } from "./glance.ts";
import { finderOf } from "./needles.ts";
import type { LogRecord } from "./records.ts";
import { secretFinder, secretLines } from "./secrets.ts";

/** Lines that are counted for one rule and file: then its extent is clear, and a log full of keys is not read twice. */
export const MOST_COUNTED = 1_000;

/** Records of this run in one file that are all read for personal data; of those behind them, each of so many. */
const ALL_RECORDS = 5_000;
const SAMPLED = 20;

/** Bytes of a secret over whose lines two blocks meet: one of 2,000 signs in base64, wrapped. */
const LONGEST_WRAPPED = 4_096;

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

/** Everything that is looked for on behalf of this run, prepared once for all files. */
export function exposureFinders({ release, secrets }: Settings) {
  const credentials = credentialLooks(release, secrets);
  const anchors: readonly Anchor<CredentialWord | { readonly foreign: string }>[] = [
    ...credentials.anchors,
    ...FOREIGN_ANCHORS.map((anchor) => ({ ...anchor, kind: { foreign: anchor.word } })),
  ];
  const markers = [
    ...maskedForms(PROMPT_MARKER).map((form) => ({ form, rule: "prompt-in-log" as const })),
    ...maskedForms(REPLY_MARKER).map((form) => ({ form, rule: "response-in-log" as const })),
  ];
  return {
    secret: secretFinder(secrets),
    scan: anchorScan(anchors),
    holds: credentials.holds,
    markers: finderOf(markers.map(({ form }) => form)),
    markerRules: markers.map(({ rule }) => rule),
  };
}
/** Compiled once a run: every file is searched with the same ones. */
export type ExposureFinders = ReturnType<typeof exposureFinders>;

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

  /** The last bytes of the block before. */
  let end: Buffer = Buffer.alloc(0);
  /** A secret that is wrapped over lines may stand in the last ones of a block and in the first ones of the next. */
  const searchSeam = ({ bytes, to, line }: Block): void => {
    const start = bytes.subarray(0, Math.min(to, LONGEST_WRAPPED));
    const seam = Buffer.concat([end, start]);
    const isIn = (text: Buffer) => finders.secret(text, 0, text.length);
    if (end.length > 0 && isIn(seam) && !isIn(end) && !isIn(start)) count("secret-in-log", line);
    end = Buffer.from(bytes.subarray(Math.max(0, to - LONGEST_WRAPPED), to));
  };

  const searchSecrets = (block: Block): void => {
    searchSeam(block);
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
    const ahead = aheadIn(bytes, to);
    finders.scan(bytes, 0, to, (at, kind) => {
      if (typeof kind === "object") return foreign.look(kind.foreign, bytes, at, to, ahead, () => lines(at));
      const rule = kind === "key" ? "key-shaped" : "authorization-header";
      if (!isFull(rule) && finders.holds[kind](bytes, at, to, ahead)) count(rule, lines(at));
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
    found: (): readonly Exposure[] => {
      for (const line of foreign.lines()) count("foreign-credential", line);
      return [...found].map(([rule, { line, lines }]) => ({ rule, line, lines }));
    },
  };
}

/** What two readings of one file show together. */
export function joined(exposures: readonly Exposure[], more: readonly Exposure[]): readonly Exposure[] {
  return [...Map.groupBy([...exposures, ...more], ({ rule }) => rule)].map(([rule, each]) => ({
    rule,
    line: Math.min(...each.map(({ line }) => line)),
    lines: each.reduce((sum, { lines }) => sum + lines, 0),
  }));
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
