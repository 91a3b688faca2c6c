import { configurationFields } from "../../evidence/configuration-fields.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { Policy } from "../../evidence/policy.ts";
import { TRIGGER_IDS, TRIGGERS } from "../../evidence/triggers.ts";
import type { ConfigurationOrigin, ReportContext } from "../context.ts";
import { EMPTY, type Fact, type Section, yesNo } from "../document.ts";
import { knownGoodFacts } from "../known-good.ts";

/** A row of the table, and the key of its setting in the gate file where it has one. */
interface ConfigurationRow {
  readonly name: string;
  readonly value: string;
  readonly setting?: string;
}

const row = (name: string, value: string, setting?: string): ConfigurationRow =>
  setting === undefined ? { name, value } : { name, value, setting };

const shown = (value: string | number | null) => (value === null || value === "" ? EMPTY : String(value));
const ms = (value: number | null) => (value === null ? EMPTY : `${value} ms`);
/** 0.05 is `5%`; two decimals, because tolerances below one percent are sensible. */
const percent = (share: number) => `${Number((share * 100).toFixed(2))}%`;

/** The configuration in the order in which a person looks for it, by the plan's own field names. */
const RELEASE_FIELDS = [
  ["base-url", "Base URL"],
  ["model", "Model"],
  ["families", "Families"],
  ["auth", "Authentication header"],
  ["headers", "Header names"],
  ["timeout", "Application timeout"],
  ["retry", "Retry"],
  ["fallback", "Fallback"],
  ["env", "Environment variables"],
  ["config-version", "Config version"],
  ["secret-version", "Secret version"],
  ["feature-flag", "Feature flag"],
  ["traffic", "Traffic"],
] as const;

function releaseRows(evidence: Evidence): readonly ConfigurationRow[] {
  const { release, run } = evidence;
  const { configuration } = release;
  const fields = configuration === null ? {} : configurationFields({ ...release, configuration });
  return [
    ...RELEASE_FIELDS.map(([field, name]) => row(name, shown(fields[field] ?? null), `release.${field}`)),
    row("API key reference", shown(release.apiKeyRef), "release.api-key-ref"),
    row("Deployment version", shown(release.deploymentVersion), "release.deployment-version"),
    row("Serves users already", yesNo(run.live)),
    row("Commit", shown(run.commit)),
    row("Release digest", shown(release.digest)),
    ...knownGoodFacts(evidence).map(([name, value]) => row(name, value)),
  ];
}

/** Where the policy differs from the built-in one; a reader knows the rest. */
function policyChanges(policy: Policy): readonly ConfigurationRow[] {
  const severities = TRIGGER_IDS.filter((id) => policy.severities[id] !== TRIGGERS[id].severity);
  const limits = Object.entries(policy.maxFailures).map(([id, { failures, of }]) => `${id} ${failures} of ${of}`);
  return [
    ...(severities.length === 0
      ? []
      : [row("Changed severities", severities.map((id) => `${id} ${policy.severities[id]}`).join(", "))]),
    ...(limits.length === 0 ? [] : [row("Maximum failures", limits.join(", "))]),
  ];
}

function policyRows({ policy, policyDigest }: Evidence): readonly ConfigurationRow[] {
  const objective = policy.latencyObjectiveMs === null ? "not declared" : ms(policy.latencyObjectiveMs);
  return [
    row("Samples (first look)", String(policy.samples), "sampling.samples"),
    row("Tolerated failure rate", percent(policy.tolerate), "sampling.tolerate"),
    row("False-alarm bound", percent(policy.alpha), "sampling.alpha"),
    row("Settle", ms(policy.settleMs), "sampling.settle"),
    row("Latency objective", objective, "triggers.slow-rate.latency-objective"),
    ...policyChanges(policy),
    row("Policy digest", policyDigest),
  ];
}

/** Limits of the run that asked; a replay limited nothing. */
function limitRows({ plan }: ReportContext): readonly ConfigurationRow[] {
  if (plan === null) return [];
  const { limits, failOn } = plan;
  return [
    row("Attempt limit", ms(limits.timeoutMs), "timeouts.attempt"),
    row("Connect limit", ms(limits.connectMs), "timeouts.connect"),
    row("First byte limit (stream)", ms(limits.firstByteMs), "timeouts.first-byte"),
    row("Idle limit (stream)", ms(limits.idleMs), "timeouts.idle"),
    row("Deadline", ms(limits.deadlineMs), "limits.deadline"),
    row("Maximum requests", String(limits.maxRequests), "limits.max-requests"),
    row("Concurrency", String(limits.concurrency), "limits.concurrency"),
    row("Fails the step on", failOn, "fail-on"),
  ];
}

function runnerRows({ runner, requests, run }: Evidence): readonly ConfigurationRow[] {
  return [
    row("Requests sent", String(requests)),
    row("Proxy", yesNo(runner.proxy)),
    row("Extra CA", yesNo(runner.extraCa)),
    row("Runner region", shown(runner.region)),
    row("Gate, Node, undici", `${runner.gate}, ${runner.node}, ${runner.undici}`),
    row("Platform", runner.platform),
    row("Workflow run", shown(run.workflowRun)),
  ];
}

/** `input model, overrules example/old of gate file release-gate.yml:4:3`. */
function placeOf({ origin, overruled }: ConfigurationOrigin): string {
  return [origin, ...overruled.map((other) => `overrules ${other.value} of ${other.origin}`)].join(", ");
}

/** The rows, each with where its value comes from; settings that have no row of their own follow under their keys. */
function withOrigins(rows: readonly ConfigurationRow[], origins: readonly ConfigurationOrigin[]): readonly Fact[] {
  const known = new Set(rows.map(({ setting }) => setting));
  const facts = rows.map(({ name, value, setting }): Fact => {
    const origin = origins.find((each) => each.name === setting);
    return origin === undefined ? [name, value] : [name, value, placeOf(origin)];
  });
  const others = origins.filter(({ name }) => !known.has(name));
  return [...facts, ...others.map((origin): Fact => [origin.name, origin.value, placeOf(origin)])];
}

/** What was probed and under which policy: names, labels and numbers, never a secret (checklist, "configuration resolution"). */
export function configurationSection(evidence: Evidence, context: ReportContext): Section {
  const rows = [...releaseRows(evidence), ...policyRows(evidence), ...limitRows(context), ...runnerRows(evidence)];
  return {
    title: "Resolved configuration",
    folded: true,
    sheds: 4,
    blocks: [{ kind: "facts", rows: withOrigins(rows, context.origins) }],
  };
}
