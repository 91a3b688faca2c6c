import { compareRecords } from "../evidence/known-good.ts";
import { DEFAULT_CREATOR } from "../evidence/known-good-source.ts";
import { oneLine } from "../text/one-line.ts";
import { problem } from "../text/problem.ts";
import { judgeRecord, parseRecord, type RecordLocation } from "./parse.ts";
import {
  type Deployment,
  type GitHubApi,
  type KnownGoodResult,
  type KnownGoodWorld,
  type RecordKey,
  refused,
  unusable,
} from "./source.ts";

/** Task of every deployment that is a record (decision.md, "Known-good records"). */
export const DEPLOYMENT_TASK = "release-gate";

/** Longest name that GitHub gives an environment, characters. */
const LONGEST_ENVIRONMENT = 255;

/**
 * The gate's own environment of a release: `release-gate/<name>/<environment>` (decision.md, "Known-good records").
 * Characters beyond those of a URL's path segment are percent-encoded, so that no two releases share an environment
 * and GitHub accepts every name.
 */
export function deploymentEnvironment({ name, environment }: RecordKey): string {
  const part = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll("'", "%27");
  return `release-gate/${part(name)}/${part(environment)}`;
}

/**
 * The newest record in GitHub's Deployments API. An empty history that could be read is none; what stands newest in
 * GitHub's own order must be a record, and is never skipped (decision.md, "Known-good records", `deployments`).
 */
export async function readKnownGoodDeployments(key: RecordKey, world: KnownGoodWorld): Promise<KnownGoodResult> {
  if (world.github === null) return unusable(NO_GITHUB);
  const listed = await listRecords(key, world.github);
  if (!listed.ok) return unusable(listed.problem);
  const [first] = listed.value;
  if (first === undefined) {
    const notice = `There is nothing to roll back to yet: no release of ${key.name} in ${key.environment} is recorded. mode: record writes the first record after a verified deploy.`;
    return { kind: "none", notice: oneLine(notice) };
  }
  if (!first.parsed.ok) return unusable(first.parsed.problem);
  // By the gate's own start; of equals GitHub's first.
  const { deployment, record } = listed.value
    .flatMap(({ deployment, parsed }) => (parsed.ok ? [{ deployment, record: parsed.record }] : []))
    .reduce((newest, next) => (compareRecords(next.record, newest.record) > 0 ? next : newest));
  const allowed = [DEFAULT_CREATOR, world.creator].map((login) => login.toLowerCase());
  if (deployment.creator === null || !allowed.includes(deployment.creator.toLowerCase()))
    return unusable(
      problem(
        "record-by-someone-else",
        `deployment ${deployment.id} was created by ${deployment.creator ?? "a deleted account"}, not by ${[...new Set(allowed)].join(" or ")}`,
        "Find out who wrote it and delete it, or name its creator in the gate file: deployments: { creator: LOGIN }.",
      ),
    );
  const result = judgeRecord({ ok: true, record }, key, world.now, locationOf(deployment), originOf(deployment));
  const unreadable = listed.value.flatMap(({ deployment, parsed }) => (parsed.ok ? [] : [deployment.id]));
  if (result.kind === "unusable" || unreadable.length === 0) return result;
  const leftOut = `Deployments that hold no usable record were left out; one of them may have been newer: ${unreadable.join(", ")}.`;
  return { ...result, warnings: [...result.warnings, oneLine(leftOut)] };
}

/** All records of a release, each with its deployment, newest first as GitHub orders them; what is no record says why. */
export async function listRecords(key: RecordKey, github: GitHubApi) {
  const environment = deploymentEnvironment(key);
  if (environment.length > LONGEST_ENVIRONMENT)
    return refused(
      "environment-too-long",
      `name and environment are too long for GitHub: the environment of their records would have ${environment.length} characters, at most ${LONGEST_ENVIRONMENT} are allowed`,
      "Shorten the input name or the input environment.",
    );
  const answer = await github.listDeployments(environment, DEPLOYMENT_TASK);
  if (!answer.ok) return answer;
  const parsed = (deployment: Deployment) => parseRecord(deployment.payload, locationOf(deployment));
  return { ok: true, value: answer.value.map((deployment) => ({ deployment, parsed: parsed(deployment) })) } as const;
}

/** The problem of a run that has no token: known-good records in deployments cannot be read without GitHub. */
export const NO_GITHUB = problem(
  "no-github-token",
  "known-good: deployments needs GitHub, and there is no token to ask it with",
  "Give the step github-token, and the job permissions: deployments: read (write for mode: record).",
);

/** A deployment as outputs name it. */
export function originOf({ id }: Pick<Deployment, "id">): string {
  return `deployments#${id}`;
}

function locationOf({ id }: Deployment): RecordLocation {
  return {
    name: `deployment ${id}`,
    mend: `Set deployment ${id} inactive and delete it, or record the release that runs now with mode: record.`,
  };
}
