import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { decide } from "../decision/decide.ts";
import { canonicalJson, digestOf } from "../evidence/digest.ts";
import { type Evidence, EvidenceSchema } from "../evidence/evidence.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import { EVIDENCE_VERSION } from "../evidence/vocabulary.ts";
import { type FileMatch, findFiles } from "../files/files.ts";
import { readFileIfPresent } from "../run/read.ts";
import { unreadable } from "../settings/source.ts";
import { exceededBound, isObject, type JsonBounds, parseJson } from "../text/json.ts";
import { problem } from "../text/problem.ts";

/** One evidence file, bytes: 30 probes of 20 attempts are below 1 MB. */
const MAX_EVIDENCE_BYTES = 8 * 1024 * 1024;

/**
 * What one evidence file may hold: hundreds of times an ordinary run, checked in seconds and 250 MB whatever is in the lists.
 * An attempt has five entries and forty members; it is less than ten levels deep.
 */
const BOUNDS: JsonBounds = { levels: 64, entries: 35_000, members: 300_000 };

/** Files that one replay reads: a matrix has at most 256 legs. */
const MAX_EVIDENCE_FILES = 256;

/** Evidence of earlier runs, and what is wrong with the files that cannot be used. */
export interface EvidenceFiles {
  readonly evidence: readonly { readonly file: string; readonly evidence: Evidence }[];
  readonly findings: readonly Finding[];
}

/**
 * Reads evidence files. Another version, a broken digest or a verdict that does not follow is a finding, never a guess. Of
 * several files the attempts are let go once they are verified: a fan-in asks for the verdicts alone.
 * @param stop aborted when the job is cancelled: what was not read then is a finding
 */
export async function readEvidence(
  patterns: readonly string[],
  workingDirectory: string,
  stop: AbortSignal,
): Promise<EvidenceFiles> {
  const files: FileMatch[] = [];
  // A name without a wildcard that is not there must be said, not skipped.
  for await (const found of findFiles(patterns, workingDirectory, stop))
    if (found.kind !== "absent" || !isPattern(found.name)) files.push(found);
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  const findings: Finding[] = [];
  const evidence: { file: string; evidence: Evidence }[] = [];
  if (files.length === 0) {
    const help = "Download the artifacts of the legs first, and check the path.";
    findings.push(evidenceFinding("no-evidence", null, `no file matches ${patterns.join(", ")}`, help));
  }
  if (files.length > MAX_EVIDENCE_FILES) {
    const message = `${files.length} files match; at most ${MAX_EVIDENCE_FILES} are read`;
    findings.push(evidenceFinding("too-many-files", null, message, "Name the evidence files more precisely."));
  }
  for (const file of files.slice(0, MAX_EVIDENCE_FILES)) {
    const { name } = file;
    // Reading and verifying wait for nothing: signals get their turn between two files.
    await setImmediate();
    const read = stop.aborted ? STOPPED : readEvidenceFile(resolve(workingDirectory, name));
    if ("problem" in read) findings.push(evidenceFinding(read.problem, name, `${name}: ${read.message}`, read.help));
    else if (files.length === 1) evidence.push({ file: name, evidence: read.evidence });
    else {
      const probes = read.evidence.probes.map((probe) => ({ ...probe, attempts: [] }));
      evidence.push({ file: name, evidence: { ...read.evidence, probes } });
    }
  }
  return { evidence, findings };
}

/** Whether a pattern may match several files. */
export function isPattern(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

/** Why a file cannot be used, as the rest of a sentence about it. */
function unusable(problem: string, message: string, help = "Run that leg again with this version of the gate.") {
  return { problem, message, help };
}

const STOPPED = unusable("evidence-unreadable", "was not read: the job was cancelled", "Run the job again.");

function readEvidenceFile(path: string): { readonly evidence: Evidence } | ReturnType<typeof unusable> {
  const read = textOf(path);
  if ("why" in read) {
    const help = "Download the artifact of that leg first, and name its evidence.json.";
    return unusable("evidence-unreadable", read.why, help);
  }
  const exceeded = exceededBound(BOUNDS, read.text);
  if (exceeded === "entries" || exceeded === "members") {
    const what = exceeded === "entries" ? "entries in its lists" : "members in its objects";
    return unusable(
      "evidence-too-large",
      `holds more than ${BOUNDS[exceeded]} ${what}, which is the most that is checked`,
      "Give the evidence.json that the gate wrote; a run of this size cannot be replayed.",
    );
  }
  const parsed = exceeded === null ? parseJson(read.text) : undefined;
  if (!isObject(parsed) || parsed.schema !== "cometapi-release-gate/evidence")
    return unusable("not-evidence", "is not an evidence file", "Give the evidence.json that the gate wrote.");
  if (parsed.version !== EVIDENCE_VERSION)
    return unusable("evidence-version", `has another format version than ${EVIDENCE_VERSION}`);
  // What is wrong with every entry of a long list would be told of each, in gigabytes.
  const outline = EvidenceSchema.safeParse(outlineOf(parsed));
  const result = outline.success ? EvidenceSchema.safeParse(parsed) : outline;
  if (!result.success) {
    const where = result.error.issues[0]?.path.join(".") ?? "";
    return unusable("evidence-malformed", `does not have the published shape (${where || "root"})`);
  }
  const { digest, ...content } = result.data;
  if (digest !== digestOf(content)) return unusable("evidence-tampered", "its digest does not match what it says");
  const { verdict, ...run } = content;
  return canonicalJson(decide(run)) === canonicalJson(verdict)
    ? { evidence: result.data }
    : unusable("verdict-does-not-follow", "its verdict is not what this version decides on the same evidence");
}

/** Members of one object: more than any kind of object in the evidence has by its schema. */
const MOST_MEMBERS = 100;

/** The same value with no more of each list than its first entry, the middle one and the last, and no more members of an object. */
function outlineOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const places = new Set([0, value.length >> 1, value.length - 1]);
    return [...places].filter((place) => place in value).map((place) => outlineOf(value[place]));
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).slice(0, MOST_MEMBERS);
  return Object.fromEntries(members.map(([key, member]) => [key, outlineOf(member)]));
}

/** Text of the file, or why there is none, as a clause. */
function textOf(path: string): { readonly text: string } | { readonly why: string } {
  try {
    const text = readFileIfPresent(path, undefined, MAX_EVIDENCE_BYTES);
    return text === null ? { why: "does not exist" } : { text };
  } catch (error) {
    return { why: unreadable(error) };
  }
}

/** A finding that makes a run hold: the evidence cannot be used as it is. */
export function evidenceFinding(rule: string, file: string | null, message: string, help: string): Finding {
  const at = file === null ? null : { file, line: null, column: null };
  return findingOf(problem(rule, message, help, at), { trigger: "configuration", severity: "hold" });
}
