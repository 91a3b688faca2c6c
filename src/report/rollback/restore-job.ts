import type { Evidence } from "../../evidence/evidence.ts";
import type { PlanStep } from "../../evidence/verdict.ts";
import { recordIn } from "../known-good.ts";
import { expression, secretExpression, workflowScalar } from "./workflow-text.ts";

/** Age from which a decision is rejected, s: it speaks of another moment (product.md, "Outputs"). */
const OLDEST_DECISION_S = 3_600;

/** Fields of the plan that a job can read one by one; the others are in the JSON as a whole. */
const READABLE: Readonly<Record<string, string>> = {
  "feature-flag": "featureFlag.value",
  traffic: "traffic.weight",
  "deployment-version": "deploymentVersion",
  "base-url": "baseUrl",
  model: "model",
  timeout: "timeoutMs",
  "config-version": "configVersion",
  "secret-version": "secretVersion",
};

/** The `with:` lines that verify the restored release; null without a record. The record's own values win over them. */
export function verifyLines(evidence: Evidence): readonly string[] | null {
  const { run, knownGood, release, policy, verdict } = evidence;
  if (knownGood.kind !== "record") return null;
  const { configuration, secretVersion } = knownGood.record;
  const origin = knownGood.origin.startsWith("deployments") ? "deployments" : knownGood.origin;
  const probes = [...new Set(verdict.probes.filter(({ result }) => result !== "unsupported").map(({ id }) => id))];
  const older = secretVersion !== null && secretVersion !== release.secretVersion;
  return [
    "mode: verify-rollback",
    `name: ${workflowScalar(run.name)}`,
    ...(run.environment === null ? [] : [`environment: ${workflowScalar(run.environment)}`]),
    `known-good: ${workflowScalar(origin)}`,
    endpoint(configuration.baseUrl, release.configuration?.baseUrl ?? ""),
    ...(configuration.auth === "none" ? [] : [`api-key: ${secretExpression(release.apiKeyRef)}`]),
    ...(older
      ? [`# known-good-api-key: while api-key is not yet secret version ${workflowScalar(secretVersion)}`]
      : []),
    ...(probes.length === 0 ? [] : [`probes: ${probes.join(", ")}`]),
    `samples: ${policy.samples}`,
    "live: true",
  ];
}

/**
 * What lets the key go to the record's host: naming it in the workflow does (product.md, `allowed-hosts`). A host that
 * this run did not ask is left to the reader, because a record is a file that somebody wrote.
 */
function endpoint(baseUrl: string, asked: string): string {
  const host = URL.parse(baseUrl)?.host;
  return host !== undefined && host === URL.parse(asked)?.host
    ? `base-url: ${workflowScalar(baseUrl)}`
    : `# allowed-hosts: ${workflowScalar(host ?? baseUrl)} - only if this host may receive the key`;
}

/** The values of the plan as variables of the job, read from what the gate job hands on. */
function variables(plan: readonly PlanStep[]): readonly string[] {
  return plan.flatMap(({ field, to }) => {
    const path = READABLE[field];
    if (path === undefined || to === null) return [];
    const name = field.toUpperCase().replaceAll("-", "_");
    return [`${name}: ${expression(`fromJSON(needs.gate.outputs.known-good-config).${path}`)}`];
  });
}

const indented = (lines: readonly string[], columns: number) => lines.map((line) => " ".repeat(columns) + line);

const handedOn = (name: string) => `${name}: ${expression(`steps.gate.outputs.${name}`)}`;
const received = (name: string) => expression(`needs.gate.outputs.${name}`);

/**
 * A job that restores the known-good release by itself (product.md, "Outputs": restore jobs key on `rollback-needed`, and
 * reject a decision older than an hour). Null without a record.
 */
export function restoreJob(evidence: Evidence): readonly string[] | null {
  const verify = verifyLines(evidence);
  const record = recordIn(evidence);
  if (verify === null || record === null) return null;
  const reads = verify.includes('known-good: "deployments"') ? ["deployments: read"] : [];
  // A flag that the record does not know has its value in the plan only.
  const plan = evidence.verdict.rollbackPlan.filter(
    ({ field }) => field !== "feature-flag" || record.configuration.featureFlag !== null,
  );
  return [
    "# The job gate, whose step has the id gate, hands these on:",
    "# outputs:",
    ...["rollback-needed", "decided-at", "known-good-config", "rollback-plan"].map((name) => `#   ${handedOn(name)}`),
    "jobs:",
    "  restore:",
    "    needs: gate",
    `    if: ${expression("!cancelled() && needs.gate.outputs.rollback-needed == 'true'")}`,
    "    runs-on: ubuntu-latest",
    "    # environment: NAME, whose required reviewers approve the rollback",
    "    permissions:",
    ...indented(["contents: read", ...reads], 6),
    "    steps:",
    "      - name: Reject a decision that is older than an hour",
    "        env:",
    `          DECIDED_AT: ${received("decided-at")}`,
    "        run: |",
    `          decided=$(date -d "\${DECIDED_AT:?the gate job hands on no decided-at}" +%s)`,
    `          if [ $(( $(date +%s) - decided )) -gt ${OLDEST_DECISION_S} ]; then`,
    '            echo "This decision is older than an hour. Run the gate again."',
    "            exit 1",
    "          fi",
    "      - uses: actions/checkout@v6",
    "      - name: Restore the known-good release",
    "        env:",
    ...indented(variables(plan), 10),
    `          KNOWN_GOOD_CONFIG: ${received("known-good-config")}`,
    `          ROLLBACK_PLAN: ${received("rollback-plan")}`,
    "        run: ./restore.sh # yours: carries out the steps above",
    "      - name: Verify the restored release",
    "        uses: OWNER/cometapi-release-gate@v1",
    "        with:",
    ...indented(verify, 10),
  ];
}
