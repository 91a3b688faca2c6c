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
  /** What it says and does, in one or two sentences. No GitHub expression: the runner refuses an `action.yml` that has one here. */
  readonly meaning: string;
  /** What counts where neither input nor gate file says it, in words: such defaults live in the code; absent: nothing. */
  readonly unset?: string;
  /** Both together, for `action.yml` and the terminal's help. */
  readonly description: string;
  /**
   * Default in `action.yml`. Only what the runner alone can tell has one there: a default from `action.yml` cannot be told from a value that
   * the user wrote, and would win over gate file and environment.
   */
  readonly default?: string;
}

// biome-ignore format: a table reads by its rows, not by one field a line
const TABLE = [
  {
    name: "api-key", path: null, env: ["COMETAPI_KEY", "COMETAPI_API_KEY"],
    meaning:
      "The provider key. Masked before anything else happens.",
    unset: "COMETAPI_KEY, then COMETAPI_API_KEY, of the environment",
  },
  {
    name: "known-good-api-key", path: null,
    meaning: "The provider key of the known-good release, only when that release used an older secret version.",
    unset: "the key of the run",
  },
  {
    name: "base-url", path: "release.base-url", env: ["COMETAPI_BASE_URL"],
    meaning:
      "Base URL of an OpenAI-compatible API. A bare host gets /v1; https only, except loopback.",
    unset: "COMETAPI_BASE_URL, then https://api.cometapi.com/v1",
  },
  {
    name: "model", path: "release.model", env: ["COMETAPI_MODEL"],
    meaning:
      "The model identifier under release. None is ever built in.",
    unset: "COMETAPI_MODEL",
  },
  {
    name: "probes", path: "step.probes",
    meaning: `Probe ids and presets, separated by commas or line breaks. Presets: ${PRESETS.join(", ")}.`,
    unset: DEFAULT_PRESET,
  },
  {
    name: "gate-file", path: "step.gate-file",
    meaning:
      "Path of the gate file. A file that is named and missing is an error.",
    unset: ".github/release-gate.yml or .yaml, where it exists",
  },
  { name: "mode", path: "step.mode", meaning: "gate, verify-rollback, record or replay.", unset: "gate" },
  {
    name: "name", path: "name",
    meaning:
      "Which integration this is. Records, comments and issues are keyed by name/environment.",
    unset: "the repository's name",
  },
  {
    name: "environment", path: "release.environment",
    meaning: "For example staging or production. Makes the run a release: the rollback target is judged as well.",
    unset: "none: the run is a check",
  },
  {
    name: "live", path: "step.live",
    meaning:
      "true when this configuration already serves users (nightly runs, checks after a deployment).",
    unset: "false",
  },
  {
    name: "change-id", path: "step.change-id",
    meaning: "Label of the change for the records.",
    unset: "the pull request, else the commit",
  },
  {
    name: "deployment-version", path: "release.deployment-version",
    meaning: "Label of the deployed artifact for the records.",
    unset: "the short commit",
  },
  {
    name: "config-version", path: "release.config-version", meaning: "Label of the configuration for the records.",
  },
  {
    name: "secret-version", path: "release.secret-version",
    meaning: "Label of the secret's version for the records, never the secret.",
  },
  {
    name: "reviewer", path: "step.reviewer",
    meaning: "Who reviewed the change, for the records. Never filled from GitHub's context.",
  },
  { name: "notes", path: "step.notes", meaning: "Free text for the records, one line of at most 300 characters." },
  {
    name: "known-good", path: "known-good",
    meaning:
      "Where the previous known-good release is recorded: file:PATH, git:REF, deployments, or none when there is nothing to roll back to yet.",
  },
  {
    name: "known-good-base-url", path: "step.known-good-base-url",
    meaning:
      "The base URL that the known-good release ran with, where known-good is git:REF and the gate file at that ref leaves it to the workflow. What the ref holds wins.",
  },
  {
    name: "known-good-model", path: "step.known-good-model",
    meaning: "The model that the known-good release ran with, in the same case.",
  },
  {
    name: "request-template", path: "step.request-template",
    meaning:
      "JSON file(s) with the request body that the application sends; the family is recognised or prefixed, as in responses=PATH.",
  },
  {
    name: "samples", path: "sampling.samples",
    meaning: "Attempts per live probe at the first look, 2 to 50.",
    unset: "5",
  },
  {
    name: "timeout", path: "timeouts.attempt",
    meaning: "Limit of one attempt, for example 1500ms or 2m.",
    unset: "1m",
  },
  {
    name: "deadline", path: "limits.deadline",
    meaning: "Limit of the whole run. When it is reached, what was not asked is insufficient evidence.",
    unset: "5m",
  },
  {
    name: "max-requests", path: "limits.max-requests", meaning: "Most requests that the run may send.",
    unset: "200",
  },
  {
    name: "concurrency", path: "limits.concurrency",
    meaning: "Most requests in flight at once. A 429 halves it for the rest of the run, and for a rate limit its host is asked one request at a time.",
    unset: "8",
  },
  {
    name: "fail-on", path: "fail-on",
    meaning:
      "Which decisions fail the step: hold (both that and rollback), rollback, or never (shadow mode, report only).",
    unset: "hold",
  },
  {
    name: "allowed-hosts", path: "step.allowed-hosts",
    meaning:
      "Further hosts that may receive a credential, separated by commas or line breaks. A host that comes from a gate file must be listed here.",
    unset: "none",
  },
  {
    name: "allowed-env", path: "step.allowed-env",
    meaning:
      "Environment variables that from-env in a gate file may read, separated by commas or line breaks.",
    unset: "none",
  },
  {
    name: "evidence-dir", path: "step.evidence-dir",
    meaning: "Folder for evidence and records.",
    unset: "release-gate under the runner's temp folder",
  },
  {
    name: "evidence", path: "step.evidence",
    meaning:
      "Evidence files or globs: of one or many legs for mode replay, of the run that proceeded for mode record.",
  },
  { name: "expect-legs", path: "step.expect-legs", meaning: "Legs that must be among the evidence of a replay." },
  {
    name: "leg", path: "step.leg",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    default: "${{ toJSON(matrix) }}",
    meaning:
      "Label of this leg in a matrix. People see its name where it has one, else the shortest values that tell legs apart.",
    unset: "the values of the matrix",
  },
  {
    name: "leg-count", path: "step.leg-count",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    default: "${{ strategy.job-total }}",
    meaning: "Legs of this matrix: a fan-in of fewer legs holds.",
    unset: "as the runner counts them",
  },
  {
    name: "job-id", path: "step.job-id",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    default: "${{ job.check_run_id }}",
    meaning: "Id of this job, for links to its log.",
    unset: "as the runner knows it; unknown on GitHub Enterprise Server",
  },
  {
    name: "commit", path: "step.commit",
    meaning:
      "The whole commit that the artifact under test was built from. A fan-in and mode record compare it.",
    unset: "the head commit of the event: of a pull request its head and not the merge, of workflow_run the run's",
  },
  {
    name: "app-url", path: "step.app-url",
    meaning:
      "Address of the deployed service where it is known only at run time, as the output of a deploy job. Paths under probes.app and ready are below it; whole URLs take its scheme, host and port. Its host may receive the headers of probes.app. Without probes.app it is asked with GET.",
  },
  {
    name: "ready-within", path: "ready.within",
    meaning:
      "How long to wait, before anything is judged, until the deployed service answers as declared, for example 3m. Without it the gate file's ready section says it; without both nothing is waited for.",
  },
  {
    name: "override", path: "step.override",
    meaning:
      "Why a hold may pass this once, in words: holds about money, reach or doubt alone, in mode gate or replay. Never a rollback, an exposure, a mistake in the settings or a run without evidence; the release does not become known-good.",
  },
  {
    name: "summary", path: "summary",
    meaning: "When to write the job summary: always, on-failure or never.",
    unset: "always",
  },
  {
    name: "comment", path: "comment",
    meaning: "When to comment on the pull request: always, on-failure or never.",
    unset: "never",
  },
  { name: "issue", path: "issue.when", meaning: "When to open an issue: always, on-failure or never.", unset: "never" },
  {
    name: "github-token", path: null,
    meaning: "Used only for known-good, comment and issue.",
    unset: "the job's token",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    default: "${{ github.token }}",
  },
] as const satisfies readonly Omit<Input, "description">[];

/** Every input of the action in the order of product.md, "Inputs". `action.yml` and the README table are made from it. */
export const INPUTS: readonly (Input & { readonly name: InputName })[] = TABLE.map((row) => ({
  ...row,
  description: "unset" in row ? `${row.meaning} Default: ${row.unset}.` : row.meaning,
}));
/** Kebab-case, as in `action.yml`; a flag of the terminal is the same name. */
export type InputName = (typeof TABLE)[number]["name"];

/** Environment variables that stand for an input, first one first. */
export function variablesOf(input: InputName): readonly string[] {
  return INPUTS.find(({ name }) => name === input)?.env ?? [];
}
