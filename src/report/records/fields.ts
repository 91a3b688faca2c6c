/** Pieces that several log templates share. A field that nothing could fill says so; it is never guessed. */
import { z } from "zod";
import { observedIn, type ProbeAnswer, statusOf } from "../../evidence/answers.ts";
import type { Observation } from "../../evidence/attempt.ts";
import type { Category } from "../../evidence/categories.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { ProbeVerdict } from "../../evidence/verdict.ts";
import { RESULTS, type Result } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";

/** Nothing of this run could fill the field. */
export const NOT_TESTED = "not_tested";
/** Only a person or the workflow could have filled the field, and did not. */
export const NOT_PROVIDED = "not_provided";
/** The request was sent and no response head came back. */
const NO_RESPONSE = "no_response";

/** Characters of a note in a record: a short remark, not a report. */
export const MAX_NOTE_CHARACTERS = 600;

/** Initials of a reviewer with more name parts than this are cut. */
const MAX_INITIALS = 4;

/** A yes/no field of a record. */
export const YesNoSchema = z.union([z.boolean(), z.literal(NOT_TESTED)]);
/** `not_tested` where no attempt could tell. */
export type YesNo = z.infer<typeof YesNoSchema>;

/** A pass/fail field of a record. */
export const ResultSchema = z.enum(RESULTS);

/** An HTTP status as a number. */
export const StatusSchema = z.union([z.int(), z.literal(NO_RESPONSE), z.literal(NOT_TESTED)]);
type Status = z.infer<typeof StatusSchema>;

/** Status of the attempt that speaks for a probe. */
export function statusField(answer: ProbeAnswer | null): Status {
  if (answer?.attempt == null) return NOT_TESTED;
  return statusOf(answer.attempt) ?? NO_RESPONSE;
}

/** One observed yes/no of the attempt that speaks for a probe. */
export function observedField(answer: ProbeAnswer | null, read: (observed: Observation) => boolean | undefined): YesNo {
  const observed = observedIn(answer?.attempt ?? null);
  return (observed === null ? undefined : read(observed)) ?? NOT_TESTED;
}

/** Result of a probe in the records' vocabulary, which has no word for `unsupported`: nothing was tested there. */
export function resultField(verdict: ProbeVerdict | undefined): Result {
  return verdict === undefined || verdict.result === "unsupported" ? NOT_TESTED : verdict.result;
}

/** One result for several: all alike, or any failure, or something in between. */
export function combinedResult(results: readonly Result[]): Result {
  if (results.includes("fail")) return "fail";
  if (results.every((result) => result === NOT_TESTED)) return NOT_TESTED;
  return results.every((result) => result === "pass") ? "pass" : "partial";
}

/** A label that a person or the workflow gave. */
export function labelField(label: string | null): string {
  return label === null || label === "" ? NOT_PROVIDED : label;
}

/** `Ada Lovelace` is `AL`, `@release-captain` is `RC`. */
export function initialsField(reviewer: string | null): string {
  const parts = (reviewer ?? "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const initials = parts.map((part) => [...part][0]?.toUpperCase()).slice(0, MAX_INITIALS);
  return labelField(initials.join(""));
}

/** The given remarks, the user's own notes, and where it applies that the sandbox answered. */
export function notesField(evidence: Evidence, context: ReportContext, remarks: readonly string[]): string {
  const { notes: userNotes } = context;
  const notes = [
    ...(evidence.run.sandbox ? ["sandbox run: proves nothing about a real endpoint"] : []),
    ...remarks,
    ...(userNotes ? [userNotes.replace(/[\p{Cc}\p{Cf}]+/gu, " ").trim()] : []),
  ].join("; ");
  const characters = [...notes];
  return characters.length <= MAX_NOTE_CHARACTERS ? notes : `${characters.slice(0, MAX_NOTE_CHARACTERS - 1).join("")}…`;
}

/** How a probe came out, in a few words for a note. */
export function remark(answer: ProbeAnswer): string {
  const { key, result, category, passes, attempts } = answer.verdict;
  const why = category === null ? "" : ` ${category}`;
  return `${key} ${result}${why} ${passes}/${attempts}`;
}

/** Category of the attempt that speaks for a probe, or of the probe where the verdict gave it; null: it did not fail. */
export function categoryOf(answer: ProbeAnswer | null): Category | null {
  const outcome = answer?.attempt?.outcome;
  if (outcome?.kind === "fail") return outcome.category;
  return outcome?.kind === "unsupported" && answer?.verdict.result === "fail" ? answer.verdict.category : null;
}
