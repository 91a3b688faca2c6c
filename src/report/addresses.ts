/** Where things are that a report speaks of: pages on the runner's own server, and what starts this gate again. */
import { shellWord } from "../text/shell-word.ts";

/** Addresses of a run. Their host is the one that the runner names, and no other. */
export interface Addresses {
  /** What starts this gate in a terminal, without its flags: `npx --yes github:owner/name#v1`; null: nobody said from where it came. */
  readonly program: string | null;
  /** `uses:` of a step with this gate: `owner/name@v1`; with a word to replace where nobody said from where it came. */
  readonly uses: string;
  /** Folder of the gate's documentation; null as above. */
  readonly docs: string | null;
  /** The repository of the run; null outside a workflow. */
  readonly repository: string | null;
  /** The attempt of the run, whose page has summary, logs and artifacts. */
  readonly run: string | null;
  /** The workflow's file as it ran. */
  readonly workflow: string | null;
  /** The files that the run was started with. */
  readonly files: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where GitHub itself is, whose repositories npm knows by a short name. */
const GITHUB = "https://github.com";

/** Stands in a snippet where nobody said which account publishes the gate. */
const USES = "OWNER/cometapi-release-gate@v1";

const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;
const REF = /^[\w.-][\w./-]*$/;
const COMMIT = /^[0-9a-f]{40}$/;

/** `https://github.com/owner/name`; null where a part of it is missing or not what GitHub writes. */
function repositoryUrl(env: Environment, repository: string | undefined): string | null {
  const server = URL.parse(env.GITHUB_SERVER_URL ?? "");
  if (server === null || !/^https?:$/.test(server.protocol)) return null;
  return REPOSITORY.test(repository ?? "") ? `${server.origin}/${repository}` : null;
}

/** Address of a run of this repository; null as above. */
export function urlOfRun(env: Environment, run: string): string | null {
  const repository = repositoryUrl(env, env.GITHUB_REPOSITORY);
  return repository === null || !/^\d{1,20}$/.test(run) ? null : `${repository}/actions/runs/${run}`;
}

/** Address of this attempt of this run; null as above. */
export function runUrl(env: Environment): string | null {
  const attempt = /^\d{1,5}$/.test(env.GITHUB_RUN_ATTEMPT ?? "") ? `/attempts/${env.GITHUB_RUN_ATTEMPT}` : "";
  const run = urlOfRun(env, env.GITHUB_RUN_ID ?? "");
  return run === null ? null : `${run}${attempt}`;
}

/** `owner/name/.github/workflows/gate.yml@refs/heads/main` at its commit. */
function workflowUrl(env: Environment): string | null {
  const [, repository, path = ""] = /^([^/]+\/[^/]+)\/([\w./-]+\.ya?ml)@/.exec(env.GITHUB_WORKFLOW_REF ?? "") ?? [];
  const url = repositoryUrl(env, repository);
  const commit = env.GITHUB_WORKFLOW_SHA ?? "";
  return url === null || !COMMIT.test(commit) ? null : `${url}/blob/${commit}/${path}`;
}

/**
 * Reads the runner's variables (GitHub Actions, "Variables reference").
 * @param program what a terminal was called by; null: the runner started the gate, and knows from which repository
 */
export function addressesOf(env: Environment, program: string | null): Addresses {
  // A gate that a reusable workflow checked out has no action's repository; that workflow says where it came from.
  const [checkedOut, atCommit] = env.RELEASE_GATE_ACTION?.split("@") ?? [];
  const name = env.GITHUB_ACTION_REPOSITORY || checkedOut;
  const ref = env.GITHUB_ACTION_REF || atCommit || "";
  const isNamed = program === null && REF.test(ref) && REPOSITORY.test(name ?? "");
  const gate = isNamed ? repositoryUrl(env, name) : null;
  const spec = gate?.startsWith(`${GITHUB}/`) ? `github:${name}` : `git+${gate}.git`;
  const repository = repositoryUrl(env, env.GITHUB_REPOSITORY);
  const commit = env.GITHUB_SHA ?? "";
  return {
    program: gate === null ? program : `npx --yes ${shellWord(`${spec}#${ref}`)}`,
    uses: isNamed ? `${name}@${ref}` : USES,
    docs: gate === null ? null : `${gate}/blob/${ref}/docs`,
    repository,
    run: runUrl(env),
    workflow: workflowUrl(env),
    files: repository === null || !COMMIT.test(commit) ? null : `${repository}/blob/${commit}`,
  };
}

/** A run that nobody knows anything about. */
export const NO_ADDRESSES = addressesOf({}, null);
