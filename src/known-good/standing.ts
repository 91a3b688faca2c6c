import { compareRecords, type KnownGood } from "../evidence/known-good.ts";
import { oneLine } from "../text/one-line.ts";
import type { Problem } from "../text/problem.ts";
import { problem } from "../text/problem.ts";
import { isFromTheFuture, judgeRecord, parseRecord } from "./parse.ts";
import type { RecordKey } from "./source.ts";

/** What became of a record that was to be written. */
export type RecordResult =
  | { readonly kind: "recorded"; readonly origin: string; readonly warnings: readonly string[] }
  /** The same run wrote it before: a re-run changes nothing. */
  | { readonly kind: "already-recorded"; readonly origin: string }
  /** A newer record is there: nothing was written. */
  | { readonly kind: "superseded"; readonly origin: string; readonly warning: string }
  | { readonly kind: "refused"; readonly problem: Problem };

/** A record that is already there. */
export interface Standing {
  readonly record: KnownGood;
  readonly origin: string;
}

/** Whether what is there makes the write needless (the same) or wrong (newer); null: write. One attempt of one run has one record. */
export function outrankedBy(standing: readonly Standing[], record: KnownGood): RecordResult | null {
  const same = standing.find(
    ({ record: other }) => other.runId === record.runId && other.runAttempt === record.runAttempt,
  );
  if (same !== undefined) return { kind: "already-recorded", origin: same.origin };
  const [newer] = standing
    .filter(({ record: other }) => compareRecords(other, record) > 0)
    .sort((a, b) => compareRecords(b.record, a.record));
  if (newer === undefined) return null;
  return {
    kind: "superseded",
    origin: newer.origin,
    warning: oneLine(
      `Nothing was recorded: ${newer.origin} is newer, its gate started at ${newer.record.gateStartedAt}, this one at ${record.gateStartedAt}.`,
    ),
  };
}

/** Why a record must not be written anywhere: it could not be read again, or would stand in the way of later ones. */
export function unwritable(record: KnownGood, key: RecordKey, now: Date): Problem | null {
  const place = { name: "the record to be written", mend: "This is a defect of the gate; please report it." };
  const parsed = parseRecord(record, place);
  if (!parsed.ok) return parsed.problem;
  const judgement = judgeRecord(record, key, now, place);
  if (!judgement.ok) return judgement.problem;
  if (!isFromTheFuture(record, now)) return null;
  return problem(
    "record-from-the-future",
    `the gate of this record started at ${record.gateStartedAt}, which is still to come here`,
    "Correct the clock of the runner that ran the gate or of this one, then run the gate again.",
  );
}

/** A record that is not written. */
export function refused(reason: Problem): RecordResult {
  return { kind: "refused", problem: reason };
}
