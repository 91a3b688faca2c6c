/** What GitHub's variables say about the run, as far as comments and issues show it or are keyed by it. */

type Environment = Readonly<Record<string, string | undefined>>;

/** Address of the run, whose page shows the job summary; null where a part of it is missing or not what GitHub writes. */
export function runUrl(env: Environment): string | null {
  const server = URL.parse(env.GITHUB_SERVER_URL ?? "");
  const repository = env.GITHUB_REPOSITORY ?? "";
  const run = env.GITHUB_RUN_ID ?? "";
  if (server === null || !/^https?:$/.test(server.protocol)) return null;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\d{1,20}$/.test(run)) return null;
  const attempt = /^\d{1,5}$/.test(env.GITHUB_RUN_ATTEMPT ?? "") ? `/attempts/${env.GITHUB_RUN_ATTEMPT}` : "";
  return `${server.origin}/${repository}/actions/runs/${run}${attempt}`;
}

/** The workflow's file without the ref that it was read at; its name where there is no file. */
export function workflowOf(env: Environment): string {
  return env.GITHUB_WORKFLOW_REF?.split("@")[0] || env.GITHUB_WORKFLOW || "";
}
