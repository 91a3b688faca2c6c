/**
 * The gate on one page: settings -> plan -> evidence -> verdict -> reports.
 *
 * Settings that are not usable do not end the story: they become a `configuration` hold with the same evidence, records
 * and outputs as every other run, so that whoever looks at 3 a.m. finds them in the usual place.
 */
import { askedNothing } from "./evidence/answers.ts";
import type { Evidence, ObservedRun } from "./evidence/evidence.ts";
import { createRedactor, type Redactor } from "./evidence/redaction.ts";
import { identify, type RunIdentity } from "./evidence/run-identity.ts";
import type { Mode } from "./evidence/vocabulary.ts";
import { gateMode } from "./modes/gate.ts";
import { findWayBackAnyway } from "./modes/way-back.ts";
import type { OuterWorld, World } from "./modes/world.ts";
import { addressesOf } from "./report/addresses.ts";
import type { ReportContext } from "./report/context.ts";
import { type OutputName, outputs } from "./report/outputs.ts";
import { describeRun, type SettingsResult } from "./run/describe.ts";
import { REQUEST_BODIES } from "./run/request-bodies.ts";
import type { ProgressEvent } from "./run/session.ts";
import { whileWaiting } from "./run/while-waiting.ts";
import { withoutEvidence, writeFiles } from "./run/write.ts";
import { resolveSettings } from "./settings/resolve.ts";
import type { ReportSettings, Settings } from "./settings/settings.ts";
import type { SettingsSource } from "./settings/source.ts";
import { once } from "./text/once.ts";

/** What each mode looks at. They differ in nothing else: the decision and the reports are the same for all. */
const MODES: Readonly<Record<Mode, (settings: Settings, world: World, run: RunIdentity) => Promise<ObservedRun>>> = {
  gate: gateMode,
  "verify-rollback": async (...asked) => (await import("./modes/verify-rollback.ts")).verifyRollbackMode(...asked),
  record: async (...asked) => (await import("./modes/record.ts")).recordMode(...asked),
  replay: async (...asked) => (await import("./modes/replay.ts")).replayMode(...asked),
};

/** What a door needs to report: the evidence with its verdict, and where everything went. */
export interface GateResult {
  readonly evidence: Evidence;
  /** What reports say beside the evidence. */
  readonly context: ReportContext;
  /** Null when they were not usable. */
  readonly settings: Settings | null;
  readonly report: ReportSettings;
  readonly outputs: Readonly<Record<OutputName, string>>;
  readonly summary: string;
  /** Whether the step fails (input `fail-on`). */
  readonly failed: boolean;
  /** Sentences about what could not be written; each also fails the step. */
  readonly problems: readonly string[];
}

/** Decides whether the release may ship. Always returns a verdict; never throws for anything that a user can cause. */
export async function gate(outer: OuterWorld): Promise<GateResult> {
  const identity = identify(new Date());
  const result = settle(outer.source);
  // What reports need is a third of the code: it is loaded while the first answers are waited for.
  const reports = once(() => import("./modes/reports.ts"));
  const load = whileWaiting(reports);
  const progress = (event: ProgressEvent) => {
    outer.progress(event);
    load(event);
  };
  const world = { ...withinDeadline(outer, result.settings), progress };
  const { report } = result.settings;
  const settings = result.kind === "valid" ? result.settings : null;
  const run =
    settings === null
      ? await describeUnusable(result, world, identity)
      : await MODES[settings.mode](settings, world, identity);
  const { reportsOf } = await reports();

  const redactor = createRedactor(result.settings.secrets);
  const destination = { directory: report.evidenceDir, workingDirectory: world.source.workingDirectory, redactor };
  const known = {
    settings,
    redactor,
    given: result.settings,
    call: callOf(world),
    words: world.terminal?.words ?? asItIs,
  };
  let told = await reportsOf(run, known);
  let written = writeFiles(told.files, destination);
  const { problems } = written;
  if (problems.length > 0) {
    const { writable } = written;
    told = await reportsOf(withoutEvidence(run, problems), known);
    written = writeFiles(
      told.files.filter(({ fileName }) => writable.includes(fileName)),
      destination,
    );
  }
  const { evidence, context, files } = told;
  const summaryText = files.find((file) => file.fileName === "summary.md")?.content ?? "";
  const given = outputs(evidence, {
    evidence: written.paths["evidence.json"] ?? "",
    decisionRecord: written.paths["decision-record.json"] ?? "",
    junit: written.paths["junit.xml"] ?? "",
    summary: written.paths["summary.md"] ?? "",
  });
  return {
    evidence,
    context,
    settings,
    report,
    outputs: withoutExposing(given, redactor),
    // The same rule as for the file: what shows a secret in some spelling is not shown at all.
    summary: redactor.exposes(summaryText) ? exposingSummary(evidence) : summaryText,
    failed: fails(evidence, report) || problems.length > 0,
    problems,
  };
}

/** The runner's own words: an input of the action is one. */
const asItIs = (text: string) => text;

function callOf({ source, terminal }: World): Pick<ReportContext, "addresses" | "inputs"> {
  return { addresses: addressesOf(source.env, terminal?.program ?? null), inputs: terminal?.flags ?? source.inputs };
}

/** An output that shows a secret in some spelling is empty; the words that a workflow decides on never are. */
function withoutExposing(given: GateResult["outputs"], { exposes }: Redactor): GateResult["outputs"] {
  const values = Object.entries(given).map(([name, value]) => [name, exposes(value) ? "" : value]);
  return Object.fromEntries(values) as GateResult["outputs"];
}

/** What stands in place of a summary that would show a secret. */
function exposingSummary({ verdict }: Evidence): string {
  return `## ${verdict.decision}: ${verdict.reasonCode}\n\nThe summary was not written: it would show a secret. Look for the secret in names, labels and the gate file, and rotate it.\n`;
}

/** GitHub is waited for no longer than the run may take. */
function withinDeadline(outer: OuterWorld, { limits, ready }: Settings): World {
  const stop = AbortSignal.any([outer.cancelled, AbortSignal.timeout(limits.deadlineMs + (ready?.withinMs ?? 0))]);
  return { ...outer, github: () => outer.github(stop) };
}

function settle(source: SettingsSource): SettingsResult {
  const { settings, problems } = resolveSettings(source, REQUEST_BODIES);
  return problems.length === 0 ? { kind: "valid", settings } : { kind: "invalid", settings, problems };
}

/** A run whose settings are not usable: nothing is asked, and the way back is shown where it can be found. */
async function describeUnusable(result: SettingsResult, world: World, identity: RunIdentity): Promise<ObservedRun> {
  const knownGood = await findWayBackAnyway(result.settings, world);
  return describeRun(result, { knownGood }, world.runner, identity);
}

/**
 * Whether this verdict fails the step. A fork without secrets fails on static findings only (trigger `no-secrets`). What
 * `fail-on: rollback` lets pass is what was found: a run that asked nothing found nothing.
 */
function fails(evidence: Evidence, { failOn }: ReportSettings): boolean {
  const { decision, triggers } = evidence.verdict;
  if (failOn === "never" || decision === "proceed") return false;
  const holds = triggers.filter((trigger) => trigger.fired && trigger.severity === "hold");
  if (decision === "hold" && holds.every((trigger) => trigger.id === "no-secrets")) return false;
  return decision === "rollback" || failOn === "hold" || askedNothing(evidence);
}
