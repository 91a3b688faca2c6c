import { stripVTControlCharacters } from "node:util";
import { PROMPT_MARKER, REPLY_MARKER } from "../evidence/markers.ts";
import { maskedForms, type Redactor } from "../evidence/redaction.ts";
import type { Settings } from "../settings/settings.ts";
import { holdsKey } from "../text/key-shapes.ts";
import type { Block } from "./blocks.ts";
import { authorizationFinder } from "./credentials.ts";

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
  /** Whether one of these lines may hold it; never wrongly false. */
  readonly mayBeIn: (lines: string) => boolean;
  readonly isIn: (line: string) => boolean;
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
  const authorization = authorizationFinder(release);
  const key = (text: string) => holdsKey(text, secrets);
  const prompt = holding(PROMPT_MARKER);
  const reply = holding(REPLY_MARKER);
  return [
    { rule: "secret-in-log", mayBeIn: redactor.exposes, isIn: redactor.exposes },
    { rule: "authorization-header", mayBeIn: authorization, isIn: authorization },
    { rule: "key-shaped", mayBeIn: key, isIn: key },
    { rule: "prompt-in-log", mayBeIn: prompt, isIn: prompt },
    // The prompt holds the code that it asks for; alone it is an answer.
    { rule: "response-in-log", mayBeIn: reply, isIn: (line) => reply(line) && !prompt(line) },
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
      for (const { rule, mayBeIn, isIn } of rules) {
        if ((found.get(rule)?.lines ?? 0) >= MOST_COUNTED || !mayBeIn(text)) continue;
        if (!whole) {
          if (isIn(text)) count(rule, first);
          continue;
        }
        const lines = text.split("\n");
        let alone = 0;
        for (const [i, line] of lines.entries()) {
          if (!isIn(line)) continue;
          count(rule, first + i);
          alone += 1;
          if ((found.get(rule)?.lines ?? 0) >= MOST_COUNTED) break;
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
