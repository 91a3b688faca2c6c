import { basename } from "node:path";
import { shortCommit } from "../../text/git-names.ts";
import { looksKey } from "../../text/key-shapes.ts";
import { nonBlank } from "../../text/non-blank.ts";
import { LABEL_LIMIT, oneLine } from "../../text/one-line.ts";
import { withoutUserinfo } from "../../text/userinfo.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import type { SettingPath } from "../inputs/values.ts";
import { nameOf, type Origin, problemAt, type Rule, runRule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { commitOf } from "./commit.ts";
import { type LegName, legOf } from "./leg.ts";

/** Labels for the records (product.md, inputs `change-id` to `notes`). */
export interface Labels {
  readonly name: string;
  readonly environment: string | null;
  readonly leg: LegName | null;
  /** Legs of this job's matrix; null: the runner did not say. */
  readonly legCount: number | null;
  /** The job of the workflow that this run is a step of. */
  readonly job: string | null;
  /** Its id in this attempt, for its page; null: the runner did not say. */
  readonly jobId: string | null;
  readonly changeId: string | null;
  /** The declared version, else the short commit: a label, not a part of the configuration. */
  readonly deploymentVersion: string | null;
  readonly reviewer: string | null;
  readonly notes: string | null;
  /** That the artifact under test was built from. */
  readonly commit: string | null;
  readonly repository: string | null;
  readonly workflowRun: string | null;
  readonly runNumber: number | null;
  readonly runAttempt: number | null;
  readonly region: string | null;
}

/** Variable that names the region of the runner; GitHub has none of its own. */
const REGION_VARIABLE = "RUNNER_REGION";

/**
 * Labels for the records: from inputs and gate file, completed from GitHub's context, except the reviewer.
 * @param ownKey the key of this run: `sensitive-exposure` speaks of it where a label holds it
 */
export function* labelsOf(document: SettingsDocument, source: SettingsSource, ownKey: string | null): Rule<Labels> {
  const { env, sandbox, workingDirectory } = source;
  const commit = yield* commitOf(document, source);
  const repository = label(env.GITHUB_REPOSITORY);
  // A matrix is parsed before it is cut.
  const leg = yield* keylessText("step.leg", document, ownKey);
  // What is wrong with the version is said where the release is read.
  const version = runRule(labelOf("release.deployment-version", document, ownKey));
  return {
    name:
      (yield* labelOf("name", document, ownKey)) ??
      (sandbox === null ? null : "sandbox") ??
      label(repository?.split("/").at(-1)) ??
      label(basename(workingDirectory)) ??
      "unnamed",
    environment: yield* labelOf("release.environment", document, ownKey),
    leg: legOf(leg?.value ?? null),
    legCount: document.values.step?.["leg-count"] ?? null,
    job: label(env.GITHUB_JOB),
    jobId: /^\d{1,20}$/.exec(document.values.step?.["job-id"]?.trim() ?? "")?.[0] ?? null,
    deploymentVersion: version ?? (commit === null ? null : shortCommit(commit)),
    changeId: (yield* labelOf("step.change-id", document, ownKey)) ?? changeOf(env, commit),
    reviewer: yield* labelOf("step.reviewer", document, ownKey),
    notes: yield* labelOf("step.notes", document, ownKey),
    commit,
    repository,
    workflowRun: label(env.GITHUB_RUN_ID),
    runNumber: countOf(env.GITHUB_RUN_NUMBER),
    runAttempt: countOf(env.GITHUB_RUN_ATTEMPT),
    region: label(env[REGION_VARIABLE]),
  };
}

/** A text of the document as a label: one line, bounded, and no key. */
export function* labelOf(path: SettingPath, document: SettingsDocument, ownKey: string | null): Rule<string | null> {
  const text = yield* keylessText(path, document, ownKey);
  if (text === null) return null;
  if ([...oneLine(text.value, Number.POSITIVE_INFINITY)].length > LABEL_LIMIT)
    yield `${nameOf(text.origin)} is cut after ${LABEL_LIMIT} characters.`;
  return label(text.value);
}

/** A text of the document in which no key stands. */
function* keylessText(
  path: SettingPath,
  { candidates }: SettingsDocument,
  ownKey: string | null,
): Rule<{ readonly value: string; readonly origin: Origin } | null> {
  const [winner] = candidates(path);
  if (typeof winner?.value !== "string") return null;
  const { value, origin } = winner;
  if (looksKey(value) && (ownKey === null || !value.includes(ownKey))) {
    const help =
      "Write the label alone. If the key is a real one, rotate it: whoever can read the workflow has seen it.";
    yield problemAt(origin, "key-as-label", "looks like an API key, not like a label", help);
    return null;
  }
  return { value, origin };
}

function label(text: string | undefined): string | null {
  return nonBlank(oneLine(withoutUserinfo(text ?? ""))) ?? null;
}

/** The change that GitHub knows of: the pull request, else the commit. */
function changeOf(env: SettingsSource["env"], commit: string | null): string | null {
  const pull = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1];
  if (pull !== undefined) return `pull/${pull}`;
  return label(env.GITHUB_HEAD_REF) ?? (commit === null ? null : shortCommit(commit));
}

function countOf(text: string | undefined): number | null {
  return /^\d{1,9}$/.test(text ?? "") ? Number(text) : null;
}
