import { DEFAULT_PRESET, PRESETS } from "../../evidence/probes.ts";
import type { SettingPath } from "./values.ts";

/** One input of the action. */
interface Input {
  /** Kebab-case, as in `with:`. */
  readonly name: string;
  /** The key of the gate file that it overrules, or one of `step`, which no gate file has. Null: a secret. */
  readonly path: SettingPath | null;
  /** Variables that count where neither the input nor the gate file gives anything, first one first. */
  readonly env?: readonly string[];
  /**
   * One or two sentences for `action.yml` and the README. Defaults are told in words: they live in the code. No GitHub
   * expression: the runner refuses an `action.yml` that has one in a description.
   */
  readonly description: string;
  /**
   * Default in `action.yml`. Only what the runner alone can tell has one there: a default from `action.yml` cannot be told from a value that
   * the user wrote, and would win over gate file and environment.
   */
  readonly default?: string;
}

const PRESET_NAMES = PRESETS.map((name) => (name === DEFAULT_PRESET ? `${name} (default)` : name)).join(", ");

// biome-ignore format: a table reads by its rows, not by one field a line
const TABLE = [
  {
    name: "api-key", path: null, env: ["COMETAPI_KEY", "COMETAPI_API_KEY"],
    description:
      "The provider key. Without it COMETAPI_KEY, then COMETAPI_API_KEY from the environment. Masked before anything else happens.",
  },
  {
    name: "known-good-api-key", path: null,
    description: "The provider key of the known-good release, only when that release used an older secret version.",
  },
  {
    name: "base-url", path: "release.base-url", env: ["COMETAPI_BASE_URL"],
    description:
      "Base URL of an OpenAI-compatible API. Without it the gate file's, then COMETAPI_BASE_URL, then https://api.cometapi.com/v1. A bare host gets /v1; https only, except loopback.",
  },
  {
    name: "model", path: "release.model", env: ["COMETAPI_MODEL"],
    description:
      "The model identifier under release. Without it the gate file's, then COMETAPI_MODEL; none is ever built in.",
  },
  {
    name: "probes", path: "step.probes",
    description: `Probe ids and presets, separated by commas or line breaks. Presets: ${PRESET_NAMES}.`,
  },
  {
    name: "gate-file", path: "step.gate-file",
    description:
      "Path of the gate file. Default .github/release-gate.yml or .yaml when it exists; a file that is named and missing is an error.",
  },
  { name: "mode", path: "step.mode", description: "gate (default), verify-rollback, record or replay." },
  {
    name: "name", path: "name",
    description:
      "Which integration this is; default the repository's name. Records, comments and issues are keyed by name/environment.",
  },
  {
    name: "environment", path: "release.environment",
    description: "For example staging or production. Makes the run a release: the rollback target is judged as well.",
  },
  {
    name: "live", path: "step.live",
    description:
      "true when this configuration already serves users (nightly runs, checks after a deployment). Default false.",
  },
  {
    name: "change-id", path: "step.change-id",
    description: "Label of the change for the records; default the pull request or the commit from GitHub's context.",
  },
  {
    name: "deployment-version", path: "release.deployment-version",
    description: "Label of the deployed artifact for the records; default the gate file's, then the short commit.",
  },
  {
    name: "config-version", path: "release.config-version", description: "Label of the configuration for the records.",
  },
  {
    name: "secret-version", path: "release.secret-version",
    description: "Label of the secret's version for the records, never the secret.",
  },
  {
    name: "reviewer", path: "step.reviewer",
    description: "Who reviewed the change, for the records. Never filled from GitHub's context.",
  },
  { name: "notes", path: "step.notes", description: "Free text for the records, one line of at most 300 characters." },
  {
    name: "known-good", path: "known-good",
    description:
      "Where the previous known-good release is recorded: file:PATH, git:REF, deployments, or none when there is nothing to roll back to yet.",
  },
  {
    name: "known-good-base-url", path: "step.known-good-base-url",
    description:
      "The base URL that the known-good release ran with, where known-good is git:REF and the gate file at that ref leaves it to the workflow. What the ref holds wins.",
  },
  {
    name: "known-good-model", path: "step.known-good-model",
    description: "The model that the known-good release ran with, in the same case.",
  },
  {
    name: "request-template", path: "step.request-template",
    description:
      "JSON file(s) with the request body that the application sends; the family is recognised or prefixed, as in responses=PATH.",
  },
  {
    name: "samples", path: "sampling.samples",
    description: "Attempts per live probe at the first look, 2 to 50. Default 5.",
  },
  {
    name: "timeout", path: "timeouts.attempt",
    description: "Limit of one attempt, for example 60s (default), 1500ms or 2m.",
  },
  {
    name: "deadline", path: "limits.deadline",
    description: "Limit of the whole run; default 5m. When it is reached, what was not asked is insufficient evidence.",
  },
  {
    name: "max-requests", path: "limits.max-requests", description: "Most requests that the run may send. Default 200.",
  },
  {
    name: "concurrency", path: "limits.concurrency",
    description: "Most requests in flight at once. Default 8; a 429 halves it for the rest of the run, and for a rate limit its host is asked one request at a time.",
  },
  {
    name: "fail-on", path: "fail-on",
    description:
      "Which decisions fail the step: hold (default: hold and rollback), rollback, or never (shadow mode, report only).",
  },
  {
    name: "allowed-hosts", path: "step.allowed-hosts",
    description:
      "Further hosts that may receive a credential, separated by commas or line breaks. A host that comes from a gate file must be listed here.",
  },
  {
    name: "allowed-env", path: "step.allowed-env",
    description:
      "Environment variables that from-env in a gate file may read, separated by commas or line breaks. Default none.",
  },
  {
    name: "evidence-dir", path: "step.evidence-dir",
    description: "Folder for evidence and records. Default release-gate under the runner's temp folder.",
  },
  {
    name: "evidence", path: "step.evidence",
    description:
      "Evidence files or globs: of one or many legs for mode replay, of the run that proceeded for mode record.",
  },
  { name: "expect-legs", path: "step.expect-legs", description: "Legs that must be among the evidence of a replay." },
  {
    name: "leg", path: "step.leg",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    default: "${{ toJSON(matrix) }}",
    description:
      "Label of this leg in a matrix. By default its values; people see its name where it has one, else the shortest values that tell legs apart.",
  },
  {
    name: "leg-count", path: "step.leg-count",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    default: "${{ strategy.job-total }}",
    description: "Legs of this matrix, by default as the runner counts them: a fan-in of fewer legs holds.",
  },
  {
    name: "job-id", path: "step.job-id",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    default: "${{ job.check_run_id }}",
    description: "Id of this job, for links to its log; by default as the runner knows it (not on GitHub Enterprise Server).",
  },
  {
    name: "commit", path: "step.commit",
    description:
      "The whole commit that the artifact under test was built from; default the head commit of the event: of a pull request its head and not the merge, of workflow_run the run's. A fan-in and mode record compare it.",
  },
  {
    name: "app-url", path: "step.app-url",
    description:
      "Address of the deployed service where it is known only at run time, as the output of a deploy job. Paths under probes.app and ready are below it; whole URLs take its scheme, host and port. Its host may receive the headers of probes.app. Without probes.app it is asked with GET.",
  },
  {
    name: "ready-within", path: "ready.within",
    description:
      "How long to wait, before anything is judged, until the deployed service answers as declared, for example 3m. Without it the gate file's ready section says it; without both nothing is waited for.",
  },
  {
    name: "override", path: "step.override",
    description:
      "Why a hold may pass this once, in words: holds about money, reach or doubt alone, in mode gate or replay. Never a rollback, an exposure, a mistake in the settings or a run without evidence; the release does not become known-good.",
  },
  {
    name: "summary", path: "summary",
    description: "When to write the job summary: always (default), on-failure or never.",
  },
  {
    name: "comment", path: "comment",
    description: "When to comment on the pull request: always, on-failure or never (default).",
  },
  { name: "issue", path: "issue.when", description: "When to open an issue: always, on-failure or never (default)." },
  {
    name: "github-token", path: null,
    description: "Used only for known-good, comment and issue; default the job's token.",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    default: "${{ github.token }}",
  },
] as const satisfies readonly Input[];

/** Every input of the action in the order of product.md, "Inputs". `action.yml` and the README table are made from it. */
export const INPUTS: readonly (Input & { readonly name: InputName })[] = TABLE;
export type InputName = (typeof TABLE)[number]["name"];

/** Environment variables that stand for an input, first one first. */
export function variablesOf(input: InputName): readonly string[] {
  return INPUTS.find(({ name }) => name === input)?.env ?? [];
}
