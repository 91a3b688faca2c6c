import { configurationFields } from "../../evidence/configuration-fields.ts";
import type { ConfigurationOrigin } from "../../evidence/configuration-origin.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { KnownGood } from "../../evidence/known-good.ts";
import type { Policy } from "../../evidence/policy.ts";
import { TRIGGER_IDS, TRIGGERS } from "../../evidence/triggers.ts";
import { DAY_MS, formatDuration } from "../../text/duration.ts";
import { percent } from "../../text/share.ts";
import type { ReportContext } from "../context.ts";
import { EMPTY, type Fact, yesNo } from "../document.ts";

/** A row of the table, and the key of its setting in the gate file where it has one. */
type ConfigurationRow = readonly [name: string, value: string, setting?: string];

const shown = (value: string | number | null) => (value === null || value === "" ? EMPTY : String(value));
const ms = (value: number | null) => (value === null ? EMPTY : formatDuration(value));

/** The configuration in the order in which a person looks for it, by the plan's own field names. */
const RELEASE_FIELDS = [
  ["base-url", "Base URL"],
  ["model", "Model"],
  ["families", "Families"],
  ["auth", "Authentication header"],
  ["headers", "Header names"],
  ["query", "Query parameters"],
  ["timeout", "Application timeout"],
  ["retry", "Retry"],
  ["fallback", "Fallback"],
  ["env", "Environment variables"],
  ["config-version", "Config version"],
  ["secret-version", "Secret version"],
  ["feature-flag", "Feature flag"],
  ["traffic", "Traffic"],
] as const;

function fieldRows(fields: Readonly<Record<string, string | null>>): readonly ConfigurationRow[] {
  return RELEASE_FIELDS.map(([field, name]) => [name, shown(fields[field] ?? null), `release.${field}`]);
}

/** The release that `mode: record` wrote down, with its versions; nothing in every other run (decision.md, `mode: record`). */
export function recordedFacts({ recorded }: Evidence): readonly Fact[] {
  const record = recorded?.record;
  if (record === undefined) return [];
  const templates = record.configuration.templates.map(({ path, commit }) => `${path} at ${commit ?? "no commit"}`);
  return [
    ["Deployment version", shown(record.deploymentVersion)],
    ["Commit", shown(record.commit)],
    ...fieldRows(configurationFields(record)).map(([name, value]): Fact => [name, value]),
    ["Request templates", shown(templates.join(", "))],
    ["Verified", `${record.decidedAt}, ${record.passes} of ${record.attempts} attempts passed, run ${record.runId}`],
    ["Release digest", record.releaseDigest],
    ["Record digest", record.recordDigest],
  ];
}

function releaseRows(evidence: Evidence): readonly ConfigurationRow[] {
  const { release, run } = evidence;
  // A run that only records has no release of its own: the recorded one is shown by itself.
  if (run.mode === "record") return [];
  const { configuration } = release;
  const fields = configuration === null ? {} : configurationFields({ ...release, configuration });
  return [
    ...fieldRows(fields),
    ["API key reference", shown(release.apiKeyRef), "release.api-key-ref"],
    ["Deployment version", shown(release.deploymentVersion), "release.deployment-version"],
    ["Serves users already", yesNo(run.live)],
    ["Commit", shown(run.commit)],
    ["Release digest", shown(release.digest)],
    ...knownGoodRows(evidence),
  ];
}

/** Age of the record when this run started, so that a replay says the same: whole days, or that it is younger. */
function age({ decidedAt }: KnownGood, { startedAt }: Evidence["run"]): string {
  const days = Math.floor((Date.parse(startedAt) - Date.parse(decidedAt)) / DAY_MS);
  return days < 1 ? "less than a day" : `${days} day${days === 1 ? "" : "s"}`;
}

/** The state of the way back as rows of the resolved configuration (decision.md, "Known-good records"). */
function knownGoodRows({ knownGood, run }: Evidence): readonly ConfigurationRow[] {
  switch (knownGood.kind) {
    case "not-required":
      return [["Known-good", "not judged"]];
    case "missing":
      return [["Known-good", "missing: none was named"]];
    case "none":
      return [["Known-good", knownGood.notice === null ? "none, as declared" : "none yet"]];
    case "unusable":
      return [["Known-good", `unusable (${knownGood.code})`]];
    case "record": {
      const { record, origin } = knownGood;
      return [
        ["Known-good", origin],
        ["Known-good version", record.deploymentVersion ?? EMPTY],
        ["Known-good commit", record.commit ?? EMPTY],
        ["Known-good verified", `${record.decidedAt}, ${age(record, run)} before this run`],
        ["Known-good digest", record.releaseDigest],
      ];
    }
  }
}

/** Where the policy differs from the built-in one; a reader knows the rest. */
function policyChanges({ severities, maxFailures }: Policy): readonly ConfigurationRow[] {
  const changed = TRIGGER_IDS.filter((id) => severities[id] !== TRIGGERS[id].severity);
  const limits = Object.entries(maxFailures).map(([id, { failures, of }]) => `${id} ${failures} of ${of}`);
  const rows: readonly ConfigurationRow[] = [
    ["Changed severities", changed.map((id) => `${id} ${severities[id]}`).join(", ")],
    ["Maximum failures", limits.join(", ")],
  ];
  return rows.filter(([, value]) => value !== "");
}

function policyRows({ policy, policyDigest }: Evidence): readonly ConfigurationRow[] {
  const objective = policy.latencyObjectiveMs === null ? "not declared" : ms(policy.latencyObjectiveMs);
  return [
    ["Samples (first look)", String(policy.samples), "sampling.samples"],
    ["Tolerated failure rate", percent(policy.tolerate), "sampling.tolerate"],
    ["False-alarm bound", percent(policy.alpha), "sampling.alpha"],
    ["Settle", ms(policy.settleMs), "sampling.settle"],
    ["Latency objective", objective, "triggers.slow-rate.latency-objective"],
    ...policyChanges(policy),
    ["Policy digest", policyDigest],
  ];
}

/** Limits of the run that asked; a replay limited nothing. */
function limitRows({ plan }: ReportContext): readonly ConfigurationRow[] {
  if (plan === null) return [];
  const { limits, failOn } = plan;
  return [
    ["Attempt limit", ms(limits.timeoutMs), "timeouts.attempt"],
    ["Connect limit", ms(limits.connectMs), "timeouts.connect"],
    ["First byte limit (stream)", ms(limits.firstByteMs), "timeouts.first-byte"],
    ["Idle limit (stream)", ms(limits.idleMs), "timeouts.idle"],
    ["Deadline", ms(limits.deadlineMs), "limits.deadline"],
    ["Maximum requests", String(limits.maxRequests), "limits.max-requests"],
    ["Concurrency", String(limits.concurrency), "limits.concurrency"],
    ["Fails the step on", failOn, "fail-on"],
  ];
}

function runnerRows({ runner, requests, run }: Evidence): readonly ConfigurationRow[] {
  return [
    ["Requests sent", String(requests)],
    ["Proxy", yesNo(runner.proxy)],
    ["Extra CA", yesNo(runner.extraCa)],
    ["Runner region", shown(runner.region)],
    ["Gate, Node, undici", `${runner.gate}, ${runner.node}, ${runner.undici}`],
    ["Platform", runner.platform],
    ["Workflow run", shown(run.workflowRun)],
    ...(run.gateFile === undefined ? [] : [["Gate file", run.gateFile] as const]),
  ];
}

/** `input model, overrules example/old of gate file release-gate.yml:4:3`. */
function placeOf({ origin, overruled }: ConfigurationOrigin): string {
  return [origin, ...overruled.map((other) => `overrules ${other.value} of ${other.origin}`)].join(", ");
}

/** The rows, each with where its value comes from; settings that have no row of their own follow under their keys. */
function withOrigins(rows: readonly ConfigurationRow[], origins: readonly ConfigurationOrigin[]): readonly Fact[] {
  const known = new Set(rows.map(([, , setting]) => setting));
  const facts = rows.map(([name, value, setting]): Fact => {
    const origin = origins.find((each) => each.name === setting);
    return origin === undefined ? [name, value] : [name, value, placeOf(origin)];
  });
  const others = origins.filter(({ name }) => !known.has(name));
  return [...facts, ...others.map((origin): Fact => [origin.name, origin.value, placeOf(origin)])];
}

/**
 * What was probed and under which policy: names, labels and numbers, never a secret (checklist, "configuration resolution").
 * Of settings that were not usable nothing was resolved: what every place gives is shown as it stands there.
 */
export function configurationFacts(evidence: Evidence, context: ReportContext): readonly Fact[] {
  const configured = [...releaseRows(evidence), ...policyRows(evidence), ...limitRows(context)];
  const rows = unusable(evidence) ? knownGoodRows(evidence) : configured;
  return withOrigins([...rows, ...runnerRows(evidence)], context.origins);
}

/** Whether the settings were not usable. */
function unusable({ checks }: Evidence): boolean {
  return checks.some(({ id }) => id === "settings");
}
