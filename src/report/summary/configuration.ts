import { fieldsOf } from "../../decision/rollback-plan.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { type Policy, TRIGGERS } from "../../evidence/policy.ts";
import { TRIGGER_IDS } from "../../evidence/vocabulary.ts";
import type { Settings } from "../../settings/settings.ts";
import { EMPTY, type Section } from "../document.ts";
import { knownGoodFacts } from "../known-good.ts";

type Facts = readonly (readonly [name: string, value: string])[];

const shown = (value: string | number | null) => (value === null || value === "" ? EMPTY : String(value));
const yes = (value: boolean) => (value ? "yes" : "no");
const ms = (value: number | null) => (value === null ? EMPTY : `${value} ms`);
/** 0.05 is `5%`; two decimals, because tolerances below one percent are sensible. */
const percent = (share: number) => `${Number((share * 100).toFixed(2))}%`;

function releaseFacts(evidence: Evidence): Facts {
  const { release, run } = evidence;
  const fields = release.configuration === null ? {} : fieldsOf({ ...release, configuration: release.configuration });
  return [
    ...RELEASE_FIELDS.map(([field, name]) => [name, shown(fields[field] ?? null)] as const),
    ["API key reference", shown(release.apiKeyRef)],
    ["Deployment version", shown(release.deploymentVersion)],
    ["Serves users already", yes(run.live)],
    ["Commit", shown(run.commit)],
    ["Release digest", shown(release.digest)],
    ...knownGoodFacts(evidence),
  ];
}

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

/** Where the policy differs from the built-in one; a reader knows the rest. */
function changes(policy: Policy): Facts {
  const severities = TRIGGER_IDS.filter((id) => policy.severities[id] !== TRIGGERS[id].severity);
  const limits = Object.entries(policy.maxFailures).map(([id, { failures, of }]) => `${id} ${failures} of ${of}`);
  return [
    ...(severities.length === 0
      ? []
      : [["Changed severities", severities.map((id) => `${id} ${policy.severities[id]}`).join(", ")] as const]),
    ...(limits.length === 0 ? [] : [["Maximum failures", limits.join(", ")] as const]),
  ];
}

function policyFacts({ policy, policyDigest }: Evidence): Facts {
  return [
    ["Samples (first look)", String(policy.samples)],
    ["Tolerated failure rate", percent(policy.tolerate)],
    ["False-alarm bound", percent(policy.alpha)],
    ["Settle", ms(policy.settleMs)],
    ["Latency objective", policy.latencyObjectiveMs === null ? "not declared" : ms(policy.latencyObjectiveMs)],
    ...changes(policy),
    ["Policy digest", policyDigest],
  ];
}

/** Limits of the run that asked; a replay has settings of its own, which limited nothing. */
function limitFacts({ run }: Evidence, settings: Settings | null): Facts {
  if (settings === null || settings.mode !== run.mode) return [];
  const { limits, report } = settings;
  return [
    ["Attempt limit", ms(limits.timeoutMs)],
    ["Connect limit", ms(limits.connectMs)],
    ["First byte limit (stream)", ms(limits.firstByteMs)],
    ["Idle limit (stream)", ms(limits.idleMs)],
    ["Deadline", ms(limits.deadlineMs)],
    ["Maximum requests", String(limits.maxRequests)],
    ["Concurrency", String(limits.concurrency)],
    ["Fails the step on", report.failOn],
  ];
}

function runnerFacts({ runner, requests, run }: Evidence): Facts {
  return [
    ["Requests sent", String(requests)],
    ["Proxy", yes(runner.proxy)],
    ["Extra CA", yes(runner.extraCa)],
    ["Runner region", shown(runner.region)],
    ["Gate, Node, undici", `${runner.gate}, ${runner.node}, ${runner.undici}`],
    ["Platform", runner.platform],
    ["Workflow run", shown(run.workflowRun)],
  ];
}

/** What was probed and under which policy: names, labels and numbers, never a secret (checklist, "configuration resolution"). */
export function configurationSection(evidence: Evidence, settings: Settings | null): Section {
  return {
    title: "Resolved configuration",
    folded: true,
    sheds: 4,
    blocks: [
      {
        kind: "facts",
        rows: [
          ...releaseFacts(evidence),
          ...policyFacts(evidence),
          ...limitFacts(evidence, settings),
          ...runnerFacts(evidence),
        ],
      },
    ],
  };
}
