/** What GitHub's variables and its event say about a run: its pull request, if it is for one, and its workflow. */

import type { Untrusted } from "../settings/source.ts";
import { isObject, type JsonObject, parseJson } from "../text/json.ts";
import type { Environment } from "./runner-files.ts";

/** Dependabot's runs get no secrets but its own, also on branches of the repository itself (platform.md, "Limits"). */
const DEPENDABOT = "dependabot[bot]";

/** Its events of which GitHub says so beside those of pull requests: it pushes the branch first. */
const WITHOUT_SECRETS_FOR_DEPENDABOT = ["push", "create", "deployment", "deployment_status"];

/** Events that run without secrets when the pull request comes from a fork. */
const WITHOUT_SECRETS_ON_FORKS = ["pull_request", "pull_request_review", "pull_request_review_comment"];

/** The event that runs with secrets, and maybe on somebody else's files. */
const WITH_SECRETS = "pull_request_target";

/**
 * Why live probes must not run, by GitHub's rules: a pull request from a fork and what Dependabot does have no secrets, and
 * `pull_request_target`, or the `workflow_run` that follows a fork's run, have them beside files of strangers; false: nothing
 * against it.
 *
 * @param event text of the event payload, or null without one
 */
export function untrusted(env: Environment, event: string | null): Untrusted | false {
  const name = env.GITHUB_EVENT_NAME ?? "";
  if (name === WITH_SECRETS) return "foreign-files";
  if (name === "workflow_run") {
    const run = memberOf(event, "workflow_run");
    return isForeign(run, run?.head_repository, env) ? "foreign-files" : false;
  }
  const isPullRequest = WITHOUT_SECRETS_ON_FORKS.includes(name);
  if (env.GITHUB_ACTOR === DEPENDABOT && (isPullRequest || WITHOUT_SECRETS_FOR_DEPENDABOT.includes(name)))
    return "no-secrets";
  const pullRequest = isPullRequest ? memberOf(event, "pull_request") : null;
  const head = isObject(pullRequest?.head) ? pullRequest.head : null;
  return isForeign(pullRequest, head?.repo, env) ? "no-secrets" : false;
}

/** Whether what the event is about comes from another repository; that of a deleted fork is null, and still another one. */
function isForeign(about: JsonObject | null, repository: unknown, env: Environment): boolean {
  return about !== null && (isObject(repository) ? repository.full_name : null) !== env.GITHUB_REPOSITORY;
}

/** Number of the pull request that the run is for; null on every other event. */
export function pullRequestNumber(env: Environment, event: string | null): number | null {
  if (![...WITHOUT_SECRETS_ON_FORKS, WITH_SECRETS].includes(env.GITHUB_EVENT_NAME ?? "")) return null;
  const pullRequest = memberOf(event, "pull_request");
  const told = pullRequest?.number ?? Number(/^refs\/pull\/(\d{1,9})\//.exec(env.GITHUB_REF ?? "")?.[1]);
  return typeof told === "number" && Number.isSafeInteger(told) && told > 0 ? told : null;
}

function memberOf(event: string | null, name: "pull_request" | "workflow_run"): JsonObject | null {
  const payload = event === null ? null : parseJson(event);
  const member = isObject(payload) ? payload[name] : null;
  return isObject(member) ? member : null;
}

/** The workflow's file without the ref that it was read at; its name where there is no file. */
export function workflowOf(env: Environment): string {
  return env.GITHUB_WORKFLOW_REF?.split("@")[0] || env.GITHUB_WORKFLOW || "";
}
