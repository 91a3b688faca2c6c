import XMLBuilder from "fast-xml-builder";
import { answerFor, probeLabel, requestIdName, requestIdOf, statusOf } from "../../evidence/answers.ts";
import type { Attempt } from "../../evidence/attempt.ts";
import { categoryName, factsOf } from "../../evidence/categories.ts";
import { checkOfFailure } from "../../evidence/detail-checks.ts";
import type { Check, Evidence, ProbeRun } from "../../evidence/evidence.ts";
import { failureWords, unaskedWords, whereWords } from "../../evidence/failure-words.ts";
import type { Finding } from "../../evidence/finding.ts";
import { judgedOutcome } from "../../evidence/not-here.ts";
import type { ProbeVerdict } from "../../evidence/verdict.ts";
import { overrideWords } from "../override.ts";
import { quickCheck } from "../quick-check.ts";
import { position } from "../summary/trigger-table.ts";
import { worstFirst } from "../worst-first.ts";

/** One case; without `skipped` and `failure` it passed. */
interface Case {
  readonly name: string;
  /** Why it was not judged. */
  readonly skipped?: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly text: string };
  /** Absent: nothing was asked. */
  readonly durationMs?: number;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** Characters that XML 1.0 does not allow, not even as references; lone surrogates are gone by then. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const builder = new XMLBuilder({
  attributeNamePrefix: "@_",
  format: true,
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
});

const legal = (text: string) => text.toWellFormed().replace(NOT_XML, "");
/** In seconds; milliseconds are as exact as the evidence is. */
const time = (cases: readonly Case[]) =>
  cases.reduce((sum, { durationMs = 0 }) => sum + durationMs / 1000, 0).toFixed(3);

function attemptCase(attempt: Attempt, { id, where }: ProbeRun, verdict: ProbeVerdict): Case {
  const { durationMs } = attempt;
  const outcome = judgedOutcome(attempt, verdict);
  const asked = { name: `#${attempt.n} ${attempt.look}`, durationMs };
  if (outcome.kind === "pass") return asked;
  if (outcome.kind === "unsupported") return { ...asked, skipped: "unsupported" };
  if (outcome.kind === "error") return { ...asked, skipped: `not asked: ${unaskedWords(outcome, where)}` };
  const { layer, stage } = factsOf(outcome.category, id);
  const text = checkOfFailure(outcome.category, outcome.observed, id);
  const seen = `${failureWords(outcome.category, outcome.observed, id)}${whereWords(where, outcome.category)}`;
  const answer = `status ${statusOf(attempt) ?? "none"}, ${requestIdName(id)} ${requestIdOf(attempt) ?? "none"}`;
  const message = `${seen} (layer ${layer}, stage ${stage}, ${answer})`;
  return { ...asked, failure: { type: categoryName(outcome.category, id), message, text } };
}

/** One suite per probe. A probe that was never asked has one skipped case, so that it is not taken for a pass. */
function probeSuites(evidence: Evidence, subject: ProbeRun["subject"], verdicts: readonly ProbeVerdict[]): Suite[] {
  return verdicts.map((verdict) => {
    const { run } = answerFor(evidence, verdict, subject);
    const cases = run === null ? [] : run.attempts.map((attempt) => attemptCase(attempt, run, verdict));
    const name = probeLabel({ ...verdict, subject });
    return { name, cases: cases.length === 0 ? [{ name: "not asked", skipped: verdict.reason }] : cases };
  });
}

/** One suite per leg of a fan-in, one case per probe: the attempts are in the legs' own files. */
function legSuites(evidence: Evidence): readonly Suite[] {
  return worstFirst(evidence).map(({ label, verdict }) => ({
    name: `leg ${label}`,
    cases: verdict.probes.map(({ key: name, id, result, category, reason: message }): Case => {
      if (result === "pass") return { name };
      if (result !== "fail") return { name, skipped: `${result}: ${message}` };
      const type = category ?? "unclassified";
      return { name, failure: { type, message, text: factsOf(type, id).quickCheck } };
    }),
  }));
}

/** Every probe of the run: the legs' own in a fan-in, else the candidate's and in a rehearsal the known-good's. */
function askedSuites(evidence: Evidence): readonly Suite[] {
  if (evidence.legs.length > 0) return legSuites(evidence);
  const { probes, rehearsal } = evidence.verdict;
  return [
    ...probeSuites(evidence, "candidate", probes),
    ...probeSuites(evidence, "known-good", rehearsal?.probes ?? []),
  ];
}

/** Fired triggers; an advisory one never fails anything, and what a person let pass is skipped with their reason. */
function triggerSuite(evidence: Evidence): Suite {
  const fired = evidence.verdict.triggers.filter((trigger) => trigger.fired);
  const passedOver = overrideWords(evidence);
  const cases = fired.map((trigger): Case => {
    const { id: name, severity, detail: message } = trigger;
    if (severity === "advisory") return { name, skipped: `advisory: ${message}` };
    if (passedOver !== null) return { name, skipped: `${passedOver} (${severity}: ${message})` };
    return { name, failure: { type: severity, message, text: quickCheck(trigger, evidence) } };
  });
  return { name: "triggers", cases };
}

function findingCase(check: Check, finding: Finding): Case {
  const name = `${check.id}: ${finding.rule} (${position(finding, check.id)})`;
  const { severity, trigger: type, message, help: text } = finding;
  if (severity === "advisory") return { name, skipped: `advisory: ${message}` };
  return { name, failure: { type, message, text } };
}

function checkCases(check: Check): readonly Case[] {
  if (check.findings.length > 0) return check.findings.map((finding) => findingCase(check, finding));
  return [{ name: check.id, ...(check.result === "pass" ? {} : { skipped: check.result }) }];
}

function caseElement(suite: string, one: Case): object {
  const { name, skipped, failure } = one;
  return {
    ...{ "@_name": legal(name), "@_classname": legal(suite), "@_time": time([one]) },
    ...(skipped === undefined ? {} : { skipped: { "@_message": legal(skipped) } }),
    ...(failure === undefined
      ? {}
      : { failure: { "@_message": legal(failure.message), "@_type": failure.type, "#text": legal(failure.text) } }),
  };
}

function suiteElement({ name, cases }: Suite, timestamp: string): object {
  return {
    "@_name": legal(name),
    "@_tests": String(cases.length),
    "@_failures": String(cases.filter(({ failure }) => failure).length),
    "@_errors": "0",
    "@_skipped": String(cases.filter(({ skipped }) => skipped !== undefined).length),
    "@_timestamp": timestamp,
    "@_time": time(cases),
    testcase: cases.map((one) => caseElement(name, one)),
  };
}

/** `junit.xml`: the probes, then the fired triggers, then the checks. Nothing counts as passed that was not asked. */
export function junit(evidence: Evidence): string {
  const checks: Suite = { name: "checks", cases: evidence.checks.flatMap(checkCases) };
  const suites = [...askedSuites(evidence), triggerSuite(evidence), checks].filter(({ cases }) => cases.length > 0);
  return builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    testsuites: {
      "@_name": legal(evidence.run.name),
      testsuite: suites.map((suite) => suiteElement(suite, evidence.run.startedAt)),
    },
  });
}
