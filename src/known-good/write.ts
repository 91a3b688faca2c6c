import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { canonicalJson } from "../evidence/digest.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import { errorCode } from "../text/error-code.ts";
import { oneLine } from "../text/one-line.ts";
import type { Problem } from "../text/problem.ts";
import { problem } from "../text/problem.ts";
import { DEPLOYMENT_TASK, deploymentEnvironment, listRecords, noGitHub, originOf } from "./deployments.ts";
import { type FileWorld, originOfFile, readRecordFile } from "./file.ts";
import { judgeRecord } from "./parse.ts";
import type { GitHubApi, RecordKey } from "./source.ts";
import { outrankedBy, type RecordResult, refused, type Standing, unwritable } from "./standing.ts";

/** Largest record in a deployment's payload, bytes of canonical JSON (decision.md, "Known-good records"). */
export const LARGEST_PAYLOAD = 8 * 1024;

/** Longest description of a deployment status, characters: GitHub refuses more. */
export const LONGEST_DESCRIPTION = 140;

/** What recording a deployment takes from outside. */
export interface RecordWorld {
  readonly github: GitHubApi | null;
  readonly now: Date;
}

/**
 * Appends a record to GitHub's Deployments API (decision.md, "Known-good records", `mode: record`). The history is read
 * again right before the write. GitHub has no compare-and-swap, so two recorders may both append; that loses nothing,
 * because the newest is found by the gate's own start and not by the order of writing.
 */
export async function recordDeployment(record: KnownGood, key: RecordKey, world: RecordWorld): Promise<RecordResult> {
  const { github } = world;
  if (github === null) return refused(noGitHub());
  const wrong = unwritable(record, key, world.now) ?? unfitForDeployment(record);
  if (wrong !== null) return refused(wrong);
  const listed = await listRecords(key, github);
  if (!listed.ok) return refused(listed.problem);
  const standing: Standing[] = [];
  for (const { deployment, parsed } of listed.value) {
    if (parsed.ok) standing.push({ record: parsed.record, origin: originOf(deployment) });
    // What is malformed may be covered by a good record; what this version cannot read may be newer than ours.
    else if (parsed.problem.code === "record-from-newer-version") return refused(parsed.problem);
  }
  const before = outrankedBy(standing, record);
  if (before !== null) return before;

  const version = record.deploymentVersion ?? record.commit ?? record.runId;
  const created = await github.createDeployment({
    ref: record.commit ?? "",
    environment: deploymentEnvironment(key),
    task: DEPLOYMENT_TASK,
    description: described(`Known-good: ${version}`),
    payload: record,
  });
  if (!created.ok) return refused(created.problem);
  const marked = await github.markSuccess(
    created.value.id,
    described(`Verified by the release gate: ${record.passes} of ${record.attempts} attempts passed, ${version}`),
  );
  const warnings = marked.ok
    ? []
    : [oneLine(`${originOf(created.value)} is recorded, but not shown as a success: ${marked.problem.message}`)];
  return { kind: "recorded", origin: originOf(created.value), warnings };
}

/**
 * Writes a record to a file, whole or not at all (temporary file, then rename), unless a newer record is there. What is
 * there and is no record of this release is never overwritten. Two writers in the same instant are not told apart: the
 * commit of the file decides between them.
 */
export async function recordFile(
  path: string,
  record: KnownGood,
  key: RecordKey,
  world: FileWorld,
): Promise<RecordResult> {
  const wrong = unwritable(record, key, world.now);
  if (wrong !== null) return refused(wrong);
  const target = resolve(world.workingDirectory, path);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(temporary, `${JSON.stringify(JSON.parse(canonicalJson(record)), null, 2)}\n`, { flag: "wx" });
    const before = await standingInFile(path, record, key, world);
    if (before !== null) return before;
    await rename(temporary, target);
    return { kind: "recorded", origin: originOfFile(path), warnings: [] };
  } catch (error) {
    const code = errorCode(error);
    const help = "Check that the folder exists and can be written, or name another path.";
    return refused(problem("record-unwritable", `known-good file ${path} cannot be written (${code})`, help));
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function standingInFile(
  path: string,
  record: KnownGood,
  key: RecordKey,
  { workingDirectory, now }: FileWorld,
): Promise<RecordResult | null> {
  const found = await readRecordFile(path, workingDirectory);
  if (found.kind === "absent") return null;
  if (found.kind === "unreadable") return refused(found.problem);
  if (!found.parsed.ok) return refused(found.parsed.problem);
  const place = { name: `known-good file ${path}`, mend: "" };
  const judgement = judgeRecord(found.parsed.record, key, now, place);
  if (!judgement.ok) return refused(judgement.problem);
  return outrankedBy([{ record: found.parsed.record, origin: originOfFile(path) }], record);
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

function described(text: string): string {
  return oneLine(text, LONGEST_DESCRIPTION);
}
