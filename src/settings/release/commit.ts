import { parseJson } from "../../text/json.ts";
import { valueAt } from "../../text/key-path.ts";
import { shown } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";

/**
 * Where the payload of an event has the commit that it is about. `GITHUB_SHA` is a merge commit that nobody built on pull
 * requests, and the tip of the default branch on the others (GitHub's "Events that trigger workflows").
 */
const IN_PAYLOAD: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["pull_request", "head", "sha"],
  pull_request_target: ["pull_request", "head", "sha"],
  pull_request_review: ["pull_request", "head", "sha"],
  pull_request_review_comment: ["pull_request", "head", "sha"],
  workflow_run: ["workflow_run", "head_sha"],
  check_run: ["check_run", "head_sha"],
  check_suite: ["check_suite", "head_sha"],
};

/** A whole commit: a short one is another text, and a fan-in compares texts. SHA-256 repositories have 64 digits. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The commit that the artifact under test was built from: the input's, else the event's head commit; null outside GitHub. */
export function* commitOf({ values, originOf }: SettingsDocument, source: SettingsSource): Rule<string | null> {
  const given = values.step?.commit;
  if (given === undefined) return headCommitOf(source);
  const commit = given.toLowerCase();
  if (COMMIT.test(commit)) return commit;
  const help =
    "Write all 40 digits of the commit that was built, as git rev-parse HEAD prints them in the job that builds it.";
  yield problemAt(
    originOf("step.commit"),
    "invalid-commit",
    `cannot be ${shown(given)}: that is no whole commit`,
    help,
  );
  return null;
}

function headCommitOf({ env, readFile }: SettingsSource): string | null {
  const keys = IN_PAYLOAD[env.GITHUB_EVENT_NAME ?? ""];
  const head = keys === undefined ? undefined : valueAt(payloadOf(env.GITHUB_EVENT_PATH, readFile), keys);
  if (typeof head === "string" && COMMIT.test(head)) return head;
  return /^[0-9a-f]{7,64}$/.exec(env.GITHUB_SHA ?? "")?.[0] ?? null;
}

/** The payload; undefined where it cannot be read: a runner of another make may have none. */
function payloadOf(path: string | undefined, readFile: SettingsSource["readFile"]): unknown {
  try {
    return path ? parseJson(readFile(path) ?? "") : undefined;
  } catch {
    return undefined;
  }
}
