import { z } from "zod";
import type { Deployment, GitHubAnswer, GitHubApi } from "../known-good/source.ts";
import { ask, type Purpose } from "./ask.ts";
import { type Client, type GitHubTarget, hasNextPage, openClient, PER_PAGE } from "./client.ts";

/** Pages of deployments that are read: a thousand records are years of releases, and ten requests are seconds. */
const MOST_PAGES = 10;

const DeploymentSchema = z.object({
  id: z.int(),
  payload: z.unknown(),
  creator: z.object({ login: z.string() }).nullable(),
});
const CreatedSchema = z.object({ id: z.int() });
const CommitSchema = z.object({
  sha: z.string().regex(/^[0-9a-f]{40,64}$/),
  commit: z.object({ committer: z.object({ date: z.iso.datetime() }) }),
});
const FileSchema = z.object({ type: z.literal("file"), encoding: z.literal("base64"), content: z.string() });

/**
 * The GitHub API that known-good records need (known-good/source.ts). Never throws: a client that cannot be made answers
 * every question with why.
 */
export async function openGitHubApi(token: string, target: GitHubTarget): Promise<GitHubApi> {
  const client = await openClient(token, target);
  if (client.ok) return apiOf(client.value);
  const answer = () => Promise.resolve(client);
  return { listDeployments: answer, createDeployment: answer, markSuccess: answer, readFileAt: answer };
}

function apiOf(client: Client): GitHubApi {
  const { octokit, at, repository } = client;
  const writing: Purpose = {
    doing: `recording a deployment of ${repository}`,
    permission: "deployments: write",
    refused: {
      what: "GitHub does not take it; the commit may not be in this repository, or the token may not see the repository",
      help: "Record from the repository whose commit was gated, with that job's own token.",
    },
  };
  return {
    listDeployments: (environment, task) => listDeployments(client, environment, task),
    createDeployment: ({ payload, ...deployment }) =>
      ask(client, writing, 201, CreatedSchema, (request) =>
        octokit.request("POST /repos/{owner}/{repo}/deployments", {
          ...at,
          ...deployment,
          // Each set on purpose (decision.md, "Known-good records"): the defaults merge branches (202), wait for
          // the gate's own check (409), and call an environment of that name production.
          auto_merge: false,
          required_contexts: [],
          transient_environment: false,
          production_environment: false,
          payload: payload as Record<string, unknown>,
          request,
        }),
      ),
    markSuccess: (deployment_id, description) =>
      ask(client, writing, 201, CreatedSchema, (request) =>
        octokit.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
          ...at,
          deployment_id,
          state: "success",
          description,
          // The default would set the team's other deployments inactive.
          auto_inactive: false,
          request,
        }),
      ),
    readFileAt: (path, ref) => readFileAt(client, path, ref),
  };
}

async function listDeployments(
  client: Client,
  environment: string,
  task: string,
): Promise<GitHubAnswer<readonly Deployment[]>> {
  const purpose: Purpose = {
    doing: `reading the deployments of ${client.repository}`,
    permission: "deployments: read",
    refused: {
      what: "there is no such repository for this token",
      help: "Check GITHUB_REPOSITORY and that the token belongs to this repository; GitHub hides what a token may not see.",
    },
  };
  const deployments = new Map<number, Deployment>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const parameters = { ...client.at, environment, task, per_page: PER_PAGE, page };
    const answer = await ask(client, purpose, 200, z.array(DeploymentSchema), (request) =>
      client.octokit.request("GET /repos/{owner}/{repo}/deployments", { ...parameters, request }),
    );
    if (!answer.ok) return answer;
    // One that was created meanwhile shifts the pages, so that the last of a page comes again on the next.
    for (const { id, payload, creator } of answer.value)
      deployments.set(id, { id, payload, creator: creator?.login ?? null });
    if (!hasNextPage(answer.headers)) break;
  }
  return { ok: true, value: [...deployments.values()] };
}

async function readFileAt(client: Client, path: string, ref: string): ReturnType<GitHubApi["readFileAt"]> {
  const { octokit, at, repository } = client;
  const purpose = (what: string): Purpose => ({
    doing: `reading ${path} at ${ref} of ${repository}`,
    permission: "contents: read",
    refused: { what, help: "Correct known-good: git:REF:PATH, or give the job permissions: contents: read." },
  });
  const commit = await ask(client, purpose("there is no such ref for this token"), 200, CommitSchema, (request) =>
    // The files of the commit are not needed: one is the fewest that can be asked for.
    octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", { ...at, ref, per_page: 1, request }),
  );
  if (!commit.ok) return commit;
  const { sha } = commit.value;
  const file = await ask(client, purpose("there is no such file at this ref"), 200, FileSchema, (request) =>
    octokit.request("GET /repos/{owner}/{repo}/contents/{path}", { ...at, path, ref: sha, request }),
  );
  if (!file.ok) return file;
  const text = Buffer.from(file.value.content, "base64").toString("utf8");
  const committedAt = new Date(commit.value.commit.committer.date).toISOString();
  return { ok: true, value: { text, commit: sha, committedAt } };
}
