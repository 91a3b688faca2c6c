/** The double's answers in GitHub's own shape; each is held to GitHub's description before it is sent. */
import type { Stored } from "./store.ts";

/** A commit of the double's repository. */
export interface StoredCommit {
  readonly sha: string;
  readonly committedAt: string;
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>;
}

export function user(login: string) {
  const url = `https://api.github.com/users/${encodeURIComponent(login)}`;
  const urls = Object.fromEntries(
    "events followers following gists html organizations received_events repos starred subscriptions avatar"
      .split(" ")
      .map((name) => [`${name}_url`, `${url}/${name}`]),
  );
  return { ...urls, login, id: 41_898_282, node_id: "x", gravatar_id: "", url, type: "Bot", site_admin: false };
}

/** A repository, of which the description wants an address for everything. */
function repository(base: string) {
  const urls = Object.fromEntries(
    "archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags hooks html issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees"
      .split(" ")
      .map((name) => [`${name}_url`, `${base}/${name}`]),
  );
  const names = { id: 1, node_id: "R_1", name: "shop", full_name: "acme/shop", description: null };
  return { ...urls, ...names, owner: user("acme"), private: false, fork: false, url: base };
}

/** How a run of a workflow ended, null while it goes on, and of which event it was (@defaultValue `schedule`). */
export type Ended = string | null | { readonly conclusion: string | null; readonly event: string };

/** Runs of a workflow, the newest first, as GitHub lists them; `ended` the oldest first. */
export function workflowRuns(base: string, ended: readonly Ended[], query: Readonly<Record<string, string>>) {
  const { branch = "main", status, per_page = "30", page = "1" } = query;
  const runs = ended.map((one, i) => {
    const { conclusion, event } =
      one !== null && typeof one === "object" ? one : { conclusion: one, event: "schedule" };
    const url = `${base}/actions/runs/${i + 1}`;
    const at = new Date(Date.UTC(2026, 10, 1 + i)).toISOString();
    return {
      id: i + 1,
      node_id: "WFR_1",
      head_branch: branch,
      run_number: i + 1,
      display_title: "nightly",
      event,
      status: conclusion === null ? "in_progress" : "completed",
      conclusion,
      head_sha: "a".repeat(40),
      path: ".github/workflows/gate.yml",
      workflow_id: 1,
      url,
      html_url: url,
      created_at: at,
      updated_at: at,
      head_commit: null,
      head_repository: repository(base),
      repository: repository(base),
      jobs_url: url,
      logs_url: url,
      check_suite_url: url,
      cancel_url: url,
      rerun_url: url,
      artifacts_url: url,
      workflow_url: url,
      pull_requests: [],
    };
  });
  const listed = runs.toReversed().filter((run) => status === undefined || run.status === status);
  const from = (Number(page) - 1) * Number(per_page);
  const next = new URLSearchParams({ ...query, page: String(Number(page) + 1) });
  return {
    body: { total_count: listed.length, workflow_runs: listed.slice(from, from + Number(per_page)) },
    headers:
      listed.length > from + Number(per_page) ? { link: `<${base}/actions/runs?${next}>; rel="next"` } : undefined,
  };
}

export function deployment(base: string, stored: Stored, payload: unknown = stored.payload) {
  const url = `${base}/deployments/${stored.id}`;
  return {
    url,
    id: stored.id,
    node_id: `DE_${stored.id}`,
    sha: "a".repeat(40),
    ref: stored.ref,
    task: stored.task,
    payload,
    original_environment: stored.environment,
    environment: stored.environment,
    description: stored.description,
    creator: stored.creator === "" ? null : user(stored.creator),
    created_at: stored.createdAt,
    updated_at: stored.createdAt,
    statuses_url: `${url}/statuses`,
    repository_url: base,
    transient_environment: stored.flags.transient_environment,
    production_environment: stored.flags.production_environment,
  };
}

export function status(base: string, stored: Stored, given: Readonly<Record<string, unknown>>) {
  const url = `${base}/deployments/${stored.id}`;
  return {
    url: `${url}/statuses/${stored.statuses.length}`,
    id: stored.statuses.length,
    node_id: "DES_1",
    state: given.state,
    creator: user(stored.creator),
    description: given.description ?? "",
    environment: stored.environment,
    target_url: url,
    created_at: stored.createdAt,
    updated_at: stored.createdAt,
    deployment_url: url,
    repository_url: base,
  };
}

export function commit(base: string, { sha, committedAt }: StoredCommit) {
  const person = { name: "Someone", email: "someone@example.com", date: committedAt };
  const url = `${base}/commits/${sha}`;
  const tree = { sha, url };
  return {
    url,
    sha,
    node_id: "C_1",
    html_url: url,
    comments_url: `${url}/comments`,
    commit: { url, author: person, committer: person, message: "Change", comment_count: 0, tree },
    author: null,
    committer: null,
    parents: [],
    files: [],
  };
}

export function file(base: string, path: string, text: string) {
  const url = `${base}/contents/${path}`;
  // GitHub wraps the base64 after 60 characters.
  const content = Buffer.from(text).toString("base64").replace(/.{60}/g, "$&\n");
  return {
    type: "file",
    size: Buffer.byteLength(text),
    name: path.split("/").at(-1),
    path,
    encoding: "base64",
    content,
    sha: "b".repeat(40),
    url,
    git_url: url,
    html_url: url,
    download_url: url,
    _links: { self: url, git: url, html: url },
  };
}
