import type { Evidence, ObservedRun } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import { nextKnownGood } from "../evidence/next-known-good.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { type RecordResult, recordDeployment, recordFile } from "../known-good/write.ts";
import { describeRun, type ModeResult } from "../run/describe.ts";
import type { Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";
import { evidenceFinding, readEvidence } from "./read-evidence.ts";
import type { World } from "./world.ts";

/**
 * `mode: record`, after the deployment was verified: writes down the release that proceeded as the next known-good.
 * Evidence of another commit, name or environment, or of any other decision, is refused (decision.md, "Known-good
 * records").
 */
export async function recordMode(settings: Settings, world: World, run: RunIdentity): Promise<ObservedRun> {
  const seen = await writeDown(settings, world);
  return describeRun({ kind: "valid", settings }, seen, world.runner, run);
}

async function writeDown(settings: Settings, world: World): Promise<ModeResult> {
  const { evidence, findings } = await readEvidence(
    settings.evidence.patterns,
    world.source.workingDirectory,
    world.cancelled,
  );
  if (findings.length > 0) return refused(...findings);
  const [only, ...others] = evidence;
  if (only === undefined || others.length > 0) {
    const message = `${evidence.length} evidence files were given; a record is of one run`;
    return refused(evidenceFinding("one-evidence", null, message, "Give the evidence.json of the run that proceeded."));
  }
  const record = nextKnownGood(only.evidence);
  if (record === null || isOfAnotherRelease(only.evidence, settings)) {
    const { what, help } = whyNotRecordable(only.evidence, settings);
    return refused(evidenceFinding("not-recordable", only.file, `${only.file}: ${what}`, help));
  }
  if (createRedactor(settings.secrets).exposes(JSON.stringify(record))) {
    const help = "Remove it from the labels and run the gate again.";
    return refused(evidenceFinding("secret-in-record", only.file, "the record would contain a secret", help));
  }
  return outcome(await write(record, settings, world), record);
}

function isOfAnotherRelease({ run }: Evidence, { labels }: Settings): boolean {
  return run.commit !== labels.commit || run.name !== labels.name || run.environment !== labels.environment;
}

function whyNotRecordable(
  { run, verdict }: Evidence,
  { labels }: Settings,
): { readonly what: string; readonly help: string } {
  const help = "Record the run that proceeded for this commit, name and environment.";
  if (run.commit !== labels.commit)
    return {
      what: `is of commit ${run.commit ?? "unknown"}, this is ${labels.commit ?? "unknown"}`,
      help: `${help} Where the artifact is the same, give this step the output commit of the gate as its input commit.`,
    };
  if (run.name !== labels.name) return { what: `is of ${run.name}, this is ${labels.name}`, help };
  if (run.environment !== labels.environment)
    return {
      what: `is of environment ${run.environment ?? "none"}, this is ${labels.environment ?? "none"}`,
      help,
    };
  if (verdict.reasonCode === "overridden")
    return {
      what: `${run.override?.actor ?? "somebody"} let its hold pass: nothing was verified, so there is nothing to go back to later`,
      help: "Run the gate again without override, and record the run that proceeds by itself. The known-good record stays as it is.",
    };
  if (verdict.decision === "proceed" && run.sandbox)
    return {
      what: "was answered by the embedded sandbox, which proves nothing about a real endpoint",
      help: "Run the gate against the real endpoint, and record that run.",
    };
  return { what: `decided ${verdict.decision}; only a release that proceeded becomes known-good`, help };
}

async function write(record: KnownGood, settings: Settings, world: World): Promise<RecordResult> {
  const { source } = settings.knownGood;
  const key = { name: record.name, environment: record.environment };
  const now = new Date();
  if (source?.kind === "file") {
    return recordFile(source.path, record, key, { workingDirectory: world.source.workingDirectory, now });
  }
  return recordDeployment(record, key, { now, github: await world.github() });
}

function outcome(result: RecordResult, record: KnownGood): ModeResult {
  if (result.kind === "refused") {
    return refused(evidenceFinding(result.problem.code, null, result.problem.message, result.problem.help));
  }
  const warnings = result.kind === "recorded" ? result.warnings : result.kind === "superseded" ? [result.warning] : [];
  const recorded = {
    kind: result.kind,
    origin: oneLine(result.origin),
    ...(result.kind === "superseded" ? {} : { record }),
    warnings: warnings.map((warning) => oneLine(warning)),
  };
  return { recorded, checks: [{ id: "record", result: "pass", findings: [] }] };
}

function refused(...findings: Finding[]): ModeResult {
  return { checks: [{ id: "record", result: "fail", findings }] };
}
