import { isObject, parseJson } from "../contracts/json.ts";

/** Dependabot's runs get no secrets, also on branches of the repository itself (platform.md, "Limits"). */
const DEPENDABOT = "dependabot[bot]";

/**
 * Whether this run has no access to secrets by GitHub's rules: a pull request from a fork, or one by Dependabot.
 *
 * @param event text of the event payload, or null without one
 */
export function runsWithoutSecrets(env: Readonly<Record<string, string | undefined>>, event: string | null): boolean {
  if (env.GITHUB_EVENT_NAME !== "pull_request" && env.GITHUB_EVENT_NAME !== "pull_request_review") return false;
  if (env.GITHUB_ACTOR === DEPENDABOT) return true;
  const payload = event === null ? null : parseJson(event);
  const pullRequest = isObject(payload) ? payload.pull_request : null;
  const head = isObject(pullRequest) && isObject(pullRequest.head) ? pullRequest.head : null;
  // A deleted fork has no head repository any more; it still is one.
  const repository = isObject(head?.repo) ? head.repo.full_name : null;
  return pullRequest !== null && pullRequest !== undefined && repository !== env.GITHUB_REPOSITORY;
}
