import { globSync } from "node:fs";
import { resolve } from "node:path";
import { decide } from "../decision/decide.ts";
import { canonicalJson, digestOf } from "../evidence/digest.ts";
import { EVIDENCE_VERSION, type Evidence, EvidenceSchema } from "../evidence/evidence.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import { readFileIfPresent } from "../run/read.ts";
import { unreadable } from "../settings/source.ts";
import { isObject, parseJson } from "../text/json.ts";
import { problem } from "../text/problem.ts";

/** One evidence file, characters: 30 probes of 20 attempts are below 1 MB. */
const LARGEST_EVIDENCE = 16 * 1024 * 1024;

/** Files that one replay reads: a matrix has at most 256 legs. */
const MAX_EVIDENCE_FILES = 256;

/** Evidence of earlier runs, and what is wrong with the files that cannot be used. */
export interface EvidenceFiles {
  readonly evidence: readonly { readonly file: string; readonly evidence: Evidence }[];
  readonly findings: readonly Finding[];
}

/** Reads evidence files. Another version, a broken digest or a verdict that does not follow is a finding, never a guess. */
export function readEvidence(patterns: readonly string[], workingDirectory: string): EvidenceFiles {
  const files = [...new Set(patterns.flatMap((pattern) => matches(pattern, workingDirectory)))].sort();
  const findings: Finding[] = [];
  const evidence: { file: string; evidence: Evidence }[] = [];
  if (files.length === 0) {
    findings.push(
      evidenceFinding(
        "no-evidence",
        null,
        `no file matches ${patterns.join(", ")}`,
        "Download the artifacts of the legs first, and check the path.",
      ),
    );
  }
  if (files.length > MAX_EVIDENCE_FILES) {
    findings.push(
      evidenceFinding(
        "too-many-files",
        null,
        `${files.length} files match; at most ${MAX_EVIDENCE_FILES} are read`,
        "Name the evidence files more precisely.",
      ),
    );
  }
  for (const file of files.slice(0, MAX_EVIDENCE_FILES)) {
    const read = readEvidenceFile(resolve(workingDirectory, file));
    if ("problem" in read) findings.push(evidenceFinding(read.problem, file, `${file}: ${read.message}`, read.help));
    else evidence.push({ file, evidence: read.evidence });
  }
  return { evidence, findings };
}

function matches(pattern: string, workingDirectory: string): string[] {
  // A name without a wildcard that is not there must be said, not skipped.
  return isPattern(pattern) ? globSync(pattern, { cwd: workingDirectory }) : [pattern];
}

/** Whether a pattern may match several files. */
export function isPattern(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

type EvidenceFile =
  | { readonly evidence: Evidence }
  | { readonly problem: string; readonly message: string; readonly help: string };

function readEvidenceFile(path: string): EvidenceFile {
  const rerun = "Run that leg again with this version of the gate.";
  const read = textOf(path);
  if ("why" in read)
    return {
      problem: "evidence-unreadable",
      message: read.why,
      help: "Download the artifact of that leg first, and name its evidence.json.",
    };
  const parsed = parseJson(read.text);
  if (!isObject(parsed) || parsed.schema !== "cometapi-release-gate/evidence") {
    return {
      problem: "not-evidence",
      message: "is not an evidence file",
      help: "Give the evidence.json that the gate wrote.",
    };
  }
  if (parsed.version !== EVIDENCE_VERSION) {
    return { problem: "evidence-version", message: `has another format version than ${EVIDENCE_VERSION}`, help: rerun };
  }
  const result = EvidenceSchema.safeParse(parsed);
  if (!result.success) {
    const where = result.error.issues[0]?.path.join(".") ?? "";
    return {
      problem: "evidence-malformed",
      message: `does not have the published shape (${where || "root"})`,
      help: rerun,
    };
  }
  const { digest, ...content } = result.data;
  if (digest !== digestOf(content))
    return { problem: "evidence-tampered", message: "its digest does not match what it says", help: rerun };
  const { verdict, ...run } = content;
  if (canonicalJson(decide(run)) !== canonicalJson(verdict)) {
    return {
      problem: "verdict-does-not-follow",
      message: "its verdict is not what this version decides on the same evidence",
      help: rerun,
    };
  }
  return { evidence: result.data };
}

/** Text of the file, or why there is none, as a clause. */
function textOf(path: string): { readonly text: string } | { readonly why: string } {
  try {
    const text = readFileIfPresent(path);
    if (text === null) return { why: "does not exist" };
    return text.length > LARGEST_EVIDENCE ? { why: "is larger than 16 MiB" } : { text };
  } catch (error) {
    return { why: unreadable(error) };
  }
}

/** A finding that makes a run hold: the evidence cannot be used as it is. */
export function evidenceFinding(rule: string, file: string | null, message: string, help: string): Finding {
  const at = file === null ? null : { file, line: null, column: null };
  return findingOf(problem(rule, message, help, at), { trigger: "configuration", severity: "hold" });
}
