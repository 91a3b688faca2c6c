import { basename } from "node:path";
import { looksKey } from "../text/key-shapes.ts";
import { LABEL_LIMIT, oneLine } from "../text/one-line.ts";
import { findKey } from "./credential.ts";
import { legLabel } from "./legs.ts";
import { given, type Places, pick, type Reading } from "./precedence.ts";
import { nameOf, problemAt } from "./problem.ts";
import type { Labels, Release } from "./settings.ts";

/** Characters of a commit that a person reads: as many as git itself shows in a large repository. */
const SHORT_COMMIT = 12;

/** Variable that names the region of the runner; GitHub has none of its own. */
const REGION_VARIABLE = "RUNNER_REGION";

/** What `toJSON(matrix)` gives in a job without a matrix. */
const NO_MATRIX = ["null", "{}"];

/** Labels for the records: from inputs and gate file, completed from GitHub's context, except the reviewer. */
export function readLabels(reading: Reading): Labels {
  const { env, sandbox, workingDirectory } = reading.source;
  const commit = readCommit(env.GITHUB_SHA);
  const repository = label(env.GITHUB_REPOSITORY);
  const leg = readLabel({ input: "leg" }, reading);
  return {
    name:
      readLabel({ input: "name", gate: ["name"] }, reading) ??
      (sandbox === null ? null : "sandbox") ??
      label(repository?.split("/").at(-1)) ??
      label(basename(workingDirectory)) ??
      "unnamed",
    environment: readLabel({ input: "environment", gate: ["release", "environment"] }, reading),
    leg: leg === null || NO_MATRIX.includes(leg.replaceAll(" ", "")) ? null : legLabel(leg),
    deploymentVersion: declaredVersion("deployment-version", silent(reading)) ?? commit?.slice(0, SHORT_COMMIT) ?? null,
    changeId: readLabel({ input: "change-id" }, reading) ?? changeOf(env, commit),
    reviewer: readLabel({ input: "reviewer" }, reading),
    notes: readLabel({ input: "notes" }, reading),
    commit,
    repository,
    workflowRun: label(env.GITHUB_RUN_ID),
    runNumber: readCount(env.GITHUB_RUN_NUMBER),
    runAttempt: readCount(env.GITHUB_RUN_ATTEMPT),
    region: label(env[REGION_VARIABLE]),
  };
}

/** Versions of the release as inputs or gate file declare them. */
export function readVersions(
  reading: Reading,
): Pick<Release, "deploymentVersion" | "configVersion" | "secretVersion" | "apiKeyRef"> {
  return {
    deploymentVersion: declaredVersion("deployment-version", reading),
    configVersion: declaredVersion("config-version", reading),
    secretVersion: declaredVersion("secret-version", reading),
    apiKeyRef: readLabel({ gate: ["release", "api-key-ref"] }, reading),
  };
}

function declaredVersion(name: string, reading: Reading): string | null {
  return readLabel({ input: name, gate: ["release", name] }, reading);
}

/** What is wrong with a version is said once, where the release is read. */
function silent(reading: Reading): Reading {
  return { ...reading, report: () => undefined, warn: () => undefined };
}

function readLabel(places: Places, reading: Reading): string | null {
  const found = pick(reading, places);
  if (found === null) return null;
  if (looksKey(found.value) && !isOwnKey(found.value, reading)) {
    const help =
      "Write the label alone. If the key is a real one, rotate it: whoever can read the workflow has seen it.";
    reading.report(problemAt(found.origin, "key-as-label", "looks like an API key, not like a label", help));
    return null;
  }
  const whole = oneLine(found.value, Number.POSITIVE_INFINITY);
  if ([...whole].length > LABEL_LIMIT) reading.warn(`${nameOf(found.origin)} is cut after ${LABEL_LIMIT} characters.`);
  return label(found.value);
}

/** The key of this run in a label is more than a mistake: `sensitive-exposure` says so. */
function isOwnKey(text: string, { source }: Reading): boolean {
  const key = findKey(source, () => undefined);
  return key !== null && text.includes(key.value);
}

function label(text: string | undefined): string | null {
  return given(oneLine(text ?? "")) ?? null;
}

/** The change that GitHub knows of: the pull request, else the commit. */
function changeOf(env: Reading["source"]["env"], commit: string | null): string | null {
  const pull = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "")?.[1];
  if (pull !== undefined) return `pull/${pull}`;
  return label(env.GITHUB_HEAD_REF) ?? commit?.slice(0, SHORT_COMMIT) ?? null;
}

function readCommit(text: string | undefined): string | null {
  return /^[0-9a-f]{7,64}$/.test(text ?? "") ? (text ?? null) : null;
}

function readCount(text: string | undefined): number | null {
  return /^\d{1,9}$/.test(text ?? "") ? Number(text) : null;
}
