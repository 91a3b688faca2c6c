import XMLBuilder from "fast-xml-builder";
import { answerFor, probeLabel, requestIdOf, statusOf } from "../../evidence/answers.ts";
import type { Attempt } from "../../evidence/attempt.ts";
import { CATEGORY_FACTS } from "../../evidence/categories.ts";
import type { Check, Evidence, ProbeRun } from "../../evidence/evidence.ts";
import type { Finding } from "../../evidence/finding.ts";
import type { ProbeVerdict } from "../../evidence/verdict.ts";
import { quickCheck } from "../quick-check.ts";
import { worstFirst } from "../summary/probe-table.ts";
import { position } from "../summary/trigger-table.ts";

interface Case {
  readonly name: string;
  /** Seconds. */
  readonly time: number;
  readonly outcome:
    | { readonly kind: "pass" }
    | { readonly kind: "skipped"; readonly message: string }
    | { readonly kind: "failure"; readonly type: string; readonly message: string; readonly text: string };
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
/** Milliseconds are as exact as the evidence is. */
const shown = (seconds: number) => seconds.toFixed(3);

const passed = (name: string, time = 0): Case => ({ name, time, outcome: { kind: "pass" } });
const skipped = (name: string, message: string, time = 0): Case => ({
  name,
  time,
  outcome: { kind: "skipped", message },
});
const failed = (name: string, failure: { type: string; message: string; text: string }, time = 0): Case => ({
  name,
  time,
  outcome: { kind: "failure", ...failure },
});

function attemptCase(attempt: Attempt): Case {
  const name = `#${attempt.n} ${attempt.look}`;
  const time = attempt.durationMs / 1000;
  const { outcome } = attempt;
  if (outcome.kind === "pass") return passed(name, time);
  if (outcome.kind === "unsupported") return skipped(name, "unsupported", time);
  if (outcome.kind === "error") return skipped(name, `not asked: ${outcome.reason}`, time);
  const { layer, stage, quickCheck: text } = CATEGORY_FACTS[outcome.category];
  const facts = [
    `layer ${layer}`,
    `stage ${stage}`,
    `status ${statusOf(attempt) ?? "none"}`,
    `request id ${requestIdOf(attempt) ?? "none"}`,
  ];
  return failed(name, { type: outcome.category, message: facts.join(", "), text }, time);
}

/** One suite per probe. A probe that was never asked has one skipped case, so that it is not taken for a pass. */
function probeSuites(evidence: Evidence, subject: ProbeRun["subject"], verdicts: readonly ProbeVerdict[]): Suite[] {
  return verdicts.map((verdict) => {
    const cases = (answerFor(evidence, verdict, subject).run?.attempts ?? []).map(attemptCase);
    const name = probeLabel({ ...verdict, subject });
    return { name, cases: cases.length === 0 ? [skipped("not asked", verdict.reason)] : cases };
  });
}

/** One suite per leg of a fan-in, one case per probe: the attempts are in the legs' own files. */
function legSuites(evidence: Evidence): readonly Suite[] {
  return worstFirst(evidence).map(({ label, verdict }) => ({
    name: `leg ${label}`,
    cases: verdict.probes.map(({ key, result, category, reason }): Case => {
      if (result === "pass") return passed(key);
      if (result !== "fail") return skipped(key, `${result}: ${reason}`);
      const type = category ?? "unclassified";
      return failed(key, { type, message: reason, text: CATEGORY_FACTS[type].quickCheck });
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

/** Fired triggers; an advisory one never fails anything. */
function triggerSuite(evidence: Evidence): Suite {
  const fired = evidence.verdict.triggers.filter((trigger) => trigger.fired);
  const cases = fired.map((trigger): Case => {
    const { id, severity, detail } = trigger;
    if (severity === "advisory") return skipped(id, `advisory: ${detail}`);
    return failed(id, { type: severity, message: detail, text: quickCheck(trigger, evidence) });
  });
  return { name: "triggers", cases };
}

function findingCase(check: Check, finding: Finding): Case {
  const name = `${check.id}: ${finding.rule} (${position(finding, check.id)})`;
  const { severity, message, help } = finding;
  if (severity === "advisory") return skipped(name, `advisory: ${message}`);
  return failed(name, { type: finding.trigger, message, text: help });
}

function checkCases(check: Check): readonly Case[] {
  if (check.findings.length > 0) return check.findings.map((finding) => findingCase(check, finding));
  return [check.result === "pass" ? passed(check.id) : skipped(check.id, check.result)];
}

function caseElement(suite: string, { name, time, outcome }: Case): object {
  const head = { "@_name": legal(name), "@_classname": legal(suite), "@_time": shown(time) };
  if (outcome.kind === "pass") return head;
  const message = { "@_message": legal(outcome.message) };
  if (outcome.kind === "skipped") return { ...head, skipped: message };
  return { ...head, failure: { ...message, "@_type": outcome.type, "#text": legal(outcome.text) } };
}

function suiteElement({ name, cases }: Suite, timestamp: string): object {
  const count = (kind: Case["outcome"]["kind"]) => String(cases.filter(({ outcome }) => outcome.kind === kind).length);
  return {
    "@_name": legal(name),
    "@_tests": String(cases.length),
    "@_failures": count("failure"),
    "@_errors": "0",
    "@_skipped": count("skipped"),
    "@_timestamp": timestamp,
    "@_time": shown(cases.reduce((sum, { time }) => sum + time, 0)),
    testcase: cases.map((one) => caseElement(name, one)),
  };
}

/**
 * `junit.xml`: a suite per probe with a case per attempt (in a fan-in a suite per leg with a case per probe), then the
 * fired triggers, then the checks. What was not tested or not supported is skipped; nothing is ever counted as passed
 * that was not asked.
 */
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
