import { dirname, resolve } from "node:path";
import { canonicalJson } from "../evidence/digest.ts";
import { compareRecords, type KnownGood } from "../evidence/known-good.ts";
import { makeFolder, type PendingFile, pendingFile } from "../files/write.ts";
import { errorCode } from "../text/error-code.ts";
import { oneLine } from "../text/one-line.ts";
import { type Problem, problem } from "../text/problem.ts";
import { DEPLOYMENT_TASK, deploymentEnvironment, listRecords, NO_GITHUB, originOf } from "./deployments.ts";
import { locationOfFile, originOfFile, readRecordFile } from "./file.ts";
import { isFromTheFuture, judgeRecord, parseRecord } from "./parse.ts";
import type { KnownGoodResult, KnownGoodWorld, RecordKey } from "./source.ts";

/** Largest record in a deployment's payload, bytes of canonical JSON (decision.md, "Known-good records"). */
export const LARGEST_PAYLOAD = 8 * 1024;

/** Longest description of a deployment status, characters: GitHub refuses more. */
export const LONGEST_DESCRIPTION = 140;

/** What became of a record that was to be written. */
export type RecordResult =
  | { readonly kind: "recorded"; readonly origin: string; readonly warnings: readonly string[] }
  /** The same run wrote it before: a re-run changes nothing. */
  | { readonly kind: "already-recorded"; readonly origin: string }
  /** A newer record is there: nothing was written. */
  | { readonly kind: "superseded"; readonly origin: string; readonly warning: string }
  | { readonly kind: "refused"; readonly problem: Problem };

/**
 * Appends a record to GitHub's Deployments API (decision.md, "Known-good records", `mode: record`). The history is read
 * again right before the write. GitHub has no compare-and-swap, so two recorders may both append; that loses nothing,
 * because the newest is found by the gate's own start and not by the order of writing.
 */
export async function recordDeployment(
  record: KnownGood,
  key: RecordKey,
  { github, now }: Pick<KnownGoodWorld, "github" | "now">,
): Promise<RecordResult> {
  if (github === null) return notWritten(NO_GITHUB);
  const wrong = unwritable(record, key, now) ?? unfitForDeployment(record);
  if (wrong !== null) return notWritten(wrong);
  const listed = await listRecords(key, github);
  if (!listed.ok) return notWritten(listed.problem);
  const existing: ExistingRecord[] = [];
  for (const { deployment, parsed } of listed.value) {
    if (parsed.ok) existing.push({ record: parsed.record, origin: originOf(deployment) });
    // What is malformed may be covered by a good record; what this version cannot read may be newer than ours.
    else if (parsed.problem.code === "record-from-newer-version") return notWritten(parsed.problem);
  }
  const before = outrankedBy(existing, record);
  if (before !== null) return before;

  const version = record.deploymentVersion ?? record.commit ?? record.runId;
  const created = await github.createDeployment({
    ref: record.commit ?? "",
    environment: deploymentEnvironment(key),
    task: DEPLOYMENT_TASK,
    description: oneLine(`Known-good: ${version}`, LONGEST_DESCRIPTION),
    payload: record,
  });
  if (!created.ok) return notWritten(created.problem);
  const verified = `Verified by the release gate: ${record.passes} of ${record.attempts} attempts passed, ${version}`;
  const marked = await github.markSuccess(created.value.id, oneLine(verified, LONGEST_DESCRIPTION));
  const warnings = marked.ok
    ? []
    : [oneLine(`${originOf(created.value)} is recorded, but not shown as a success: ${marked.problem.message}`)];
  return { kind: "recorded", origin: originOf(created.value), warnings };
}

/**
 * Writes a record to a file, whole or not at all, unless a newer record is there. What is
 * there and is no record of this release is never overwritten. Two writers in the same instant are not told apart: the
 * commit of the file decides between them.
 */
export async function recordFile(
  path: string,
  record: KnownGood,
  key: RecordKey,
  { workingDirectory, now }: Pick<KnownGoodWorld, "workingDirectory" | "now">,
): Promise<RecordResult> {
  const wrong = unwritable(record, key, now);
  if (wrong !== null) return notWritten(wrong);
  const target = resolve(workingDirectory, path);
  let pending: PendingFile | null = null;
  try {
    makeFolder(dirname(target));
    pending = pendingFile(target, `${JSON.stringify(JSON.parse(canonicalJson(record)), null, 2)}\n`);
    const origin = originOfFile(path);
    const parsed = await readRecordFile(path, workingDirectory);
    if (parsed !== null) {
      const existing = judgeRecord(parsed, key, now, locationOfFile(path), origin);
      if (existing.kind === "unusable") return notWritten(existing.problem);
      const before = outrankedBy([existing], record);
      if (before !== null) return before;
    }
    pending.keep();
    return { kind: "recorded", origin, warnings: [] };
  } catch (error) {
    const code = errorCode(error);
    const help = "Check that the folder exists and can be written, or name another path.";
    return notWritten(problem("record-unwritable", `known-good file ${path} cannot be written (${code})`, help));
  } finally {
    pending?.discard();
  }
}

function unfitForDeployment(record: KnownGood): Problem | null {
  const bytes = Buffer.byteLength(canonicalJson(record));
  if (bytes > LARGEST_PAYLOAD)
    return problem(
      "record-too-large",
      `the record has ${bytes} bytes, a deployment takes ${LARGEST_PAYLOAD}`,
      "Use known-good: file:PATH for this release, or shorten its lists (release.env, release.headers).",
    );
  if (record.commit !== null) return null;
  return problem(
    "record-without-commit",
    "the record names no commit, and GitHub keeps a deployment only for one",
    "Run the gate in a workflow, where GITHUB_SHA is set, or use known-good: file:PATH.",
  );
}

/** A record that is already there. */
type ExistingRecord = Pick<Extract<KnownGoodResult, { kind: "record" }>, "record" | "origin">;

/** Whether what is there makes the write needless (the same) or wrong (newer); null: write. One attempt of one run has one record. */
function outrankedBy(existing: readonly ExistingRecord[], record: KnownGood): RecordResult | null {
  const same = existing.find(
    ({ record: other }) => other.runId === record.runId && other.runAttempt === record.runAttempt,
  );
  if (same !== undefined) return { kind: "already-recorded", origin: same.origin };
  const [newer] = existing
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
function unwritable(record: KnownGood, key: RecordKey, now: Date): Problem | null {
  const itself = { name: "the record to be written", mend: "This is a defect of the gate; please report it." };
  const result = judgeRecord(parseRecord(record, itself), key, now, itself, "");
  if (result.kind === "unusable") return result.problem;
  if (!isFromTheFuture(record, now)) return null;
  return problem(
    "record-from-the-future",
    `the gate of this record started at ${record.gateStartedAt}, which is still to come here`,
    "Correct the clock of the runner that ran the gate or of this one, then run the gate again.",
  );
}

/** A record that is not written. */
function notWritten(reason: Problem): RecordResult {
  return { kind: "refused", problem: reason };
}
