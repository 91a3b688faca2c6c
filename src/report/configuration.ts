import type { Evidence } from "../evidence/evidence.ts";
import { type Policy, TRIGGERS } from "../evidence/policy.ts";
import { TRIGGER_IDS } from "../evidence/vocabulary.ts";
import type { Settings } from "../settings/settings.ts";
import { EMPTY, type Section } from "./document.ts";

type Facts = readonly (readonly [name: string, value: string])[];

const shown = (value: string | number | null) => (value === null || value === "" ? EMPTY : String(value));
const list = (items: readonly string[]) => (items.length === 0 ? EMPTY : items.join(", "));
const yes = (value: boolean) => (value ? "yes" : "no");
const ms = (value: number | null) => (value === null ? EMPTY : `${value} ms`);
/** 0.05 is `5%`; two decimals, because tolerances below one percent are sensible. */
const percent = (share: number) => `${Number((share * 100).toFixed(2))}%`;

function releaseFacts({ release, run, rollbackTarget }: Evidence): Facts {
  return [
    ["Base URL", shown(release.baseUrl)],
    ["Model", shown(release.model)],
    ["Families", list(release.families)],
    ["Authentication header", shown(release.authHeader)],
    ["Header names", list(release.headerNames)],
    ["API key reference", shown(release.apiKeyRef)],
    ["Application timeout", ms(release.timeoutMs)],
    ["Retry", shown(release.retry)],
    ["Fallback", shown(release.fallback)],
    ["Deployment version", shown(release.deploymentVersion)],
    ["Config version", shown(release.configVersion)],
    ["Secret version", shown(release.secretVersion)],
    ["Feature flag", shown(release.featureFlag)],
    ["Traffic", shown(release.traffic)],
    ["Serves users already", yes(run.live)],
    ["Rollback target", rollbackTarget.replace("-", " ")],
    ["Commit", shown(run.commit)],
    ["Release digest", shown(release.digest)],
  ];
}

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

function limitFacts(settings: Settings | null): Facts {
  if (settings === null) return [];
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
        rows: [...releaseFacts(evidence), ...policyFacts(evidence), ...limitFacts(settings), ...runnerFacts(evidence)],
      },
    ],
  };
}
