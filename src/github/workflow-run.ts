/** What GitHub's variables and its event say about a run: its pull request, if it is for one, and its workflow. */

import type { Untrusted } from "../settings/source.ts";
import { isObject, parseJson } from "../text/json.ts";

/** Dependabot's runs get no secrets, also on branches of the repository itself (platform.md, "Limits"). */
const DEPENDABOT = "dependabot[bot]";

/** Events that run without secrets when the pull request comes from a fork. */
const WITHOUT_SECRETS_ON_FORKS = ["pull_request", "pull_request_review", "pull_request_review_comment"];

/** The event that runs with secrets, and maybe on somebody else's files. */
const WITH_SECRETS = "pull_request_target";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Why live probes must not run, by GitHub's rules: a pull request from a fork or by Dependabot has no secrets, and
 * `pull_request_target` has them where it should not; false: nothing against it.
 *
 * @param event text of the event payload, or null without one
 */
export function untrusted(env: Environment, event: string | null): Untrusted | false {
  const name = env.GITHUB_EVENT_NAME ?? "";
  if (name === WITH_SECRETS) return "foreign-files";
  if (!WITHOUT_SECRETS_ON_FORKS.includes(name)) return false;
  if (env.GITHUB_ACTOR === DEPENDABOT) return "no-secrets";
  const pullRequest = pullRequestIn(event);
  const head = isObject(pullRequest) && isObject(pullRequest.head) ? pullRequest.head : null;
  // A deleted fork has no head repository any more; it still is one.
  const repository = isObject(head?.repo) ? head.repo.full_name : null;
  const foreign = pullRequest !== null && pullRequest !== undefined && repository !== env.GITHUB_REPOSITORY;
  return foreign ? "no-secrets" : false;
}

/** Number of the pull request that the run is for; null on every other event. */
export function pullRequestNumber(env: Environment, event: string | null): number | null {
  if (![...WITHOUT_SECRETS_ON_FORKS, WITH_SECRETS].includes(env.GITHUB_EVENT_NAME ?? "")) return null;
  const pullRequest = pullRequestIn(event);
  const told = isObject(pullRequest)
    ? pullRequest.number
    : Number(/^refs\/pull\/(\d{1,9})\//.exec(env.GITHUB_REF ?? "")?.[1]);
  return typeof told === "number" && Number.isSafeInteger(told) && told > 0 ? told : null;
}

function pullRequestIn(event: string | null): unknown {
  const payload = event === null ? null : parseJson(event);
  return isObject(payload) ? payload.pull_request : null;
}

/** The workflow's file without the ref that it was read at; its name where there is no file. */
export function workflowOf(env: Environment): string {
  return env.GITHUB_WORKFLOW_REF?.split("@")[0] || env.GITHUB_WORKFLOW || "";
}
