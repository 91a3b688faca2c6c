import type { Evidence } from "../evidence/evidence.ts";
import { answered, requestIdOf } from "../evidence/records/attempts.ts";
import type { TriggerReport } from "../evidence/verdict.ts";
import type { Decision } from "../evidence/vocabulary.ts";
import type { Settings } from "../settings/settings.ts";
import { declared, owners } from "./people.ts";
import { quickCheck } from "./quick-check.ts";

/** Quick checks among the steps; more triggers than this have one cause, and the table lists them all. */
const MAX_CHECKS = 5;

/** Request ids that are quoted to support; a few are enough to find the rest. */
const MAX_REQUEST_IDS = 3;

/** Failing probes named in one step. */
const MAX_NAMED_PROBES = 4;

type Steps = (evidence: Evidence, settings: Settings | null) => readonly string[];

/** What cannot wait for the rest of the list. */
function urgent(evidence: Evidence, settings: Settings | null): readonly string[] {
  const exposed = evidence.verdict.triggers.some(({ id, fired }) => fired && id === "sensitive-exposure");
  return [
    ...(exposed ? ["Rotate the key now; it was seen where it must not be."] : []),
    ...(evidence.verdict.productionRisk
      ? [`Production risk: this configuration already serves users and could not be judged. Call ${owners(settings)}.`]
      : []),
  ];
}

function named(probes: readonly string[]): string {
  if (probes.length === 0) return "";
  const more = probes.length > MAX_NAMED_PROBES ? ` and ${probes.length - MAX_NAMED_PROBES} more` : "";
  return ` (${probes.slice(0, MAX_NAMED_PROBES).join(", ")}${more})`;
}

/** Fired triggers that moved the decision, with what to look at first. */
function checks(evidence: Evidence): readonly string[] {
  const moving = (trigger: TriggerReport) => trigger.fired && trigger.severity !== "advisory";
  return evidence.verdict.triggers
    .filter(moving)
    .slice(0, MAX_CHECKS)
    .map((trigger) => `${trigger.id}${named(trigger.probes)}: ${quickCheck(trigger, evidence)}`);
}

/** Whom to tell, and where. */
function tell(settings: Settings | null): readonly string[] {
  const owner = declared(settings, "change-owner");
  const channel = declared(settings, "channel");
  if (owner === null && channel === null) return [];
  return [`${owner === null ? "Say so" : `Tell ${owner} (change owner)`}${channel === null ? "" : ` in ${channel}`}.`];
}

/** Where to go on asking, and what support needs. */
function escalate(evidence: Evidence, settings: Settings | null): readonly string[] {
  const support = declared(settings, "support");
  const ids = evidence.verdict.probes
    .filter(({ result }) => result !== "pass")
    .flatMap((verdict) => requestIdOf(answered(evidence, verdict).attempt) ?? [])
    .slice(0, MAX_REQUEST_IDS);
  if (support === null && ids.length === 0) return [];
  const quote = ids.length === 0 ? "" : `, quoting request id ${ids.join(", ")}`;
  return [`If that does not explain it, ask support${quote}${support === null ? "." : `: ${support}`}`];
}

/** The checklist's rollback procedure for a configuration that serves users. */
function restore(settings: Settings | null): readonly string[] {
  const { featureFlag, traffic } = settings?.release ?? { featureFlag: null, traffic: null };
  const approver = declared(settings, "rollback-approver");
  const owner = declared(settings, "rollback-owner");
  const dashboard = declared(settings, "dashboard");
  return [
    `Pause the rollout: no more traffic to this release${traffic === null ? "" : ` (${traffic.control}, now at weight ${traffic.weight})`}.`,
    ...tell(settings),
    ...(approver === null ? [] : [`Get the approval of ${approver} for the rollback.`]),
    ...(featureFlag === null ? [] : [`Set the feature flag ${featureFlag.name} to ${featureFlag.rollbackValue}.`]),
    `Restore${owner === null ? "" : ` (${owner})`} the last known-good deployment and its configuration: model, request template, timeout, retry, fallback. Touch the secret only when the key itself is implicated.`,
    "Restart workers or reload the configuration where the platform needs it.",
    "Run this gate against the restored path, and see the known-good version in the application's logs.",
    `Watch errors, timeouts, parser failures and fallbacks${dashboard === null ? "." : `: ${dashboard}`}`,
    "Write down the cause, and keep evidence.json with it.",
  ];
}

/** What a pass allows: nothing after a sandbox run, the next step after a check, the deployment after a release. */
function goOn({ run, release }: Evidence): readonly string[] {
  if (run.sandbox) return ["Ask a real endpoint now: give model, base URL and, in COMETAPI_KEY, the key."];
  if (run.kind === "check")
    return ["Go on. This was a check: name an environment to have the way back judged as well."];
  return [`Ship ${release.deploymentVersion ?? "this release"}, then verify the deployment.`];
}

const BY_DECISION: Readonly<Record<Decision, Steps>> = {
  rollback: (evidence, settings) => {
    if (evidence.verdict.reasonCode === "rollback-would-not-help") {
      return [
        "Do not roll back yet: the known-good release fails in the same way. Look at provider, network and credential.",
        ...checks(evidence),
        ...tell(settings),
      ];
    }
    if (evidence.run.live) return [...restore(settings), ...checks(evidence)];
    return [
      "Stop: do not ship this release. What runs now stays as it is.",
      ...checks(evidence),
      ...tell(settings),
      "Mend the cause and run the gate again.",
    ];
  },
  hold: (evidence, settings) => [
    "Wait: ship nothing yet. The release is neither cleared nor blamed.",
    ...checks(evidence),
    ...tell(settings),
    "Run the gate again once that is done.",
  ],
  proceed: (evidence) => {
    const doubtful = evidence.verdict.probes.filter(({ marginal, flaky }) => marginal || flaky).map(({ key }) => key);
    return [
      ...goOn(evidence),
      ...(evidence.rollbackTarget === "none"
        ? ["Keep this configuration once it is verified: there is nothing to roll back to before it."]
        : []),
      ...(doubtful.length === 0
        ? []
        : [`Some attempts failed, below the limit${named(doubtful)}: keep an eye on them.`]),
    ];
  },
};

/** What to do now, in order, one sentence or two each. */
export function nextSteps(evidence: Evidence, settings: Settings | null): readonly string[] {
  const { decision } = evidence.verdict;
  return [
    ...urgent(evidence, settings),
    ...BY_DECISION[decision](evidence, settings),
    ...(decision === "proceed" ? [] : escalate(evidence, settings)),
  ];
}
