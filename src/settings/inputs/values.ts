import { z } from "zod";
import { MOST_LEGS } from "../../evidence/leg.ts";
import { MODES } from "../../evidence/vocabulary.ts";
import { GateFileSchema } from "../gate-file/schema.ts";
import * as s from "../gate-file/words.ts";

/** A text as it was written; the rule of its topic judges it. */
const asWritten = z.string();

/** A list of words: no entry has white space in it. */
export const WORD_LIST = z.array(z.string());

const paths = z.array(z.string());

/** What only the workflow step can say: a gate file has no such section, so it can give none of it. */
const StepSchema = s.options({
  mode: s.oneOf(MODES),
  probes: WORD_LIST,
  "gate-file": asWritten,
  live: s.flag(),
  leg: asWritten,
  "leg-count": s.wholeNumber(1, MOST_LEGS),
  "job-id": asWritten,
  "change-id": asWritten,
  commit: asWritten,
  reviewer: asWritten,
  notes: asWritten,
  override: asWritten,
  "known-good-base-url": asWritten,
  "known-good-model": asWritten,
  "app-url": asWritten,
  "request-template": paths,
  "allowed-hosts": WORD_LIST,
  "allowed-env": WORD_LIST,
  "evidence-dir": asWritten,
  evidence: paths,
  "expect-legs": asWritten,
});

/** Everything that can be set, in the shape of the gate file: inputs and variables are layers of the same document. */
export const ValuesSchema = GateFileSchema.extend({ step: StepSchema.optional() });

/** The parsed values of the document: durations in ms, shares as numbers, lists as lists. */
export type Values = z.output<typeof ValuesSchema>;

/** Paths of the keys that a schema knows; names of the user's own, such as headers, are below such a path. */
type PathsOf<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? { [K in keyof T & string]: string extends K ? never : K | `${K}.${PathsOf<NonNullable<T[K]>>}` }[keyof T & string]
    : never;

/** The path of a key with dots, for example `sampling.samples`. */
export type SettingPath = PathsOf<Values>;

/** The keys on a path. */
export function keysOf(path: SettingPath): readonly string[] {
  return path.split(".");
}
