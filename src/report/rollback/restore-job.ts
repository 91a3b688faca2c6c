import type { Evidence } from "../../evidence/evidence.ts";
import { DEFAULT_PRESET } from "../../evidence/probes.ts";
import type { PlanStep } from "../../evidence/verdict.ts";
import { formatDuration } from "../../text/duration.ts";
import type { ReportContext } from "../context.ts";
import { printable } from "../inert-text.ts";
import { recordIn } from "./comparison.ts";

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
export function verifyLines(evidence: Evidence, context: ReportContext): readonly string[] | null {
  const { run, knownGood, release, policy, verdict, arrival } = evidence;
  if (knownGood.kind !== "record") return null;
  const { configuration, secretVersion } = knownGood.record;
  const origin = knownGood.origin.startsWith("deployments") ? "deployments" : knownGood.origin;
  const asked = verdict.probes.filter(({ result }) => result !== "unsupported").map(({ id }) => id);
  const probes = [...new Set(asked.length > 0 ? asked : (context.plan?.probes ?? []))];
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
    `probes: ${probes.length === 0 ? DEFAULT_PRESET : probes.join(", ")}`,
    ...(context.plan?.appUrlGiven ? ["# app-url: where the restored service answers, as this run was told"] : []),
    ...(probes.includes("app") || arrival !== undefined ? [`ready-within: ${patience(arrival)}`] : []),
    `samples: ${policy.samples}`,
    "live: true",
  ];
}

/** What a restore takes as a rule, ms: old instances answer until they were replaced. */
const RESTORE_MS = 300_000;

/** How long the restored release is waited for: no shorter than this run waited. */
function patience(arrival: Evidence["arrival"]): string {
  return formatDuration(Math.max(RESTORE_MS, arrival?.withinMs ?? 0));
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

/** A job that restores the known-good release by itself (product.md, "Outputs"). Null without a record. */
export function restoreJob(evidence: Evidence, context: ReportContext): readonly string[] | null {
  const verify = verifyLines(evidence, context);
  const record = recordIn(evidence);
  if (verify === null || record === null) return null;
  const reads = verify.includes('known-good: "deployments"') ? ["deployments: read"] : [];
  // A flag that the record does not know, and a version that is only a commit, have their values in the plan only.
  const { featureFlag, deploymentVersion } = record.configuration;
  const inPlanOnly = [
    ...(featureFlag === null ? ["feature-flag"] : []),
    ...(deploymentVersion === null ? ["deployment-version"] : []),
  ];
  const plan = evidence.verdict.rollbackPlan.filter(({ field }) => !inPlanOnly.includes(field));
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
    "      - uses: actions/checkout@v7",
    "      - name: Restore the known-good release",
    "        env:",
    ...indented(variables(plan), 10),
    `          KNOWN_GOOD_CONFIG: ${received("known-good-config")}`,
    `          ROLLBACK_PLAN: ${received("rollback-plan")}`,
    "        run: ./restore.sh # yours: carries out the steps above",
    "      - name: Verify the restored release",
    `        uses: ${context.addresses.uses}`,
    "        with:",
    ...indented(verify, 10),
  ];
}

/** Characters that stand for themselves between double quotes in YAML and spell nothing in Markdown or for a runner. */
const PLAIN = /[\p{L}\p{N} ._/@+=,'${}()-]/u;

/** What GitHub evaluates when the workflow runs. */
function expression(text: string): string {
  return `\${{ ${text} }}`;
}

/** `\x2a`, `\u2028` or `\U0001f600`. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}

/**
 * A foreign value as one scalar of a workflow: in double quotes, on one line, with escapes for whatever means something to
 * YAML, Markdown or the runner. An expression in it stays text: GitHub would evaluate it after the copy (GitHub Actions,
 * "Evaluate expressions", literals).
 */
export function workflowScalar(text: string): string {
  const inert = printable(text).replaceAll(`\${{`, expression(`'\${{'`));
  const characters = [...inert].map((character, index, all) => {
    // A single colon occurs in every address; two of them open a workflow command.
    const single = character === ":" && all[index + 1] !== ":" && all[index - 1] !== ":";
    return single || PLAIN.test(character) ? character : escaped(character);
  });
  return `"${characters.join("")}"`;
}

/** The secret that the gate file names as the key's place, as an expression; else the documented default. */
export function secretExpression(apiKeyRef: string | null): string {
  const named = apiKeyRef !== null && /^secrets\.[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(apiKeyRef);
  return expression(named ? apiKeyRef : "secrets.COMETAPI_KEY");
}
