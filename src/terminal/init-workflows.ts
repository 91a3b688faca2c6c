/** What the workflows of a repository say: the job that deploys, its environment, and the secret of the provider's key. */
import { isObject } from "../text/json.ts";
import { isRandom, parsed, type Repository } from "./init-repository.ts";
import type { Sighting } from "./init-sighting.ts";

/** What was seen in `.github/workflows`. */
export interface Workflows {
  /** The job before which the gate belongs; null where none is called so. */
  readonly deploy: { readonly file: string; readonly job: string } | null;
  /** The secret with a key for CometAPI; null where no workflow names one. */
  readonly secret: string | null;
  /** Secrets that hold keys of other providers, by name. */
  readonly otherSecrets: readonly string[];
  readonly sightings: readonly Sighting[];
}

const WORKFLOW = /^\.github\/workflows\/[\w.-]+\.ya?ml$/;

/** What a job that puts the service somewhere is called; one that releases or publishes makes a package or a note. */
const DEPLOYS = /deploy|roll-?out|promote/i;

/** An expression that reads a secret. */
const SECRET = /\bsecrets\.([A-Za-z_]\w{0,60})\b/g;
const OF_COMETAPI = /COMETAPI|COMET_API/i;
const OF_PROVIDER = /(?:OPENAI|ANTHROPIC|AZURE_AI|GEMINI|MISTRAL|OPENROUTER|PORTKEY|LITELLM|LLM).*(?:KEY|TOKEN)$/i;

/** A name as jobs and environments have them; an expression is none. */
const NAME = /^[\w./-]{1,60}$/;

/** Reads the workflows that are there; our own is not among them. */
export function workflowsIn({ files, text }: Repository): Workflows {
  const all = files.filter((file) => WORKFLOW.test(file) && !file.endsWith("/release-gate.yml"));
  const named = all.flatMap((file) =>
    [...(text(file) ?? "").matchAll(SECRET)].map(([, name = ""]) => ({ name, file })),
  );
  const secrets = named.filter(({ name }) => !isRandom(name));
  const own = secrets.find(({ name }) => OF_COMETAPI.test(name));
  const jobs = all.flatMap((file) => jobsIn(file, text(file) ?? ""));
  const deploy = jobs.find(({ job }) => DEPLOYS.test(job)) ?? jobs.find(({ environment }) => environment !== null);
  const environment = deploy?.environment ?? null;
  return {
    deploy: deploy === undefined ? null : { file: deploy.file, job: deploy.job },
    secret: own?.name ?? null,
    otherSecrets: [...new Set(secrets.map(({ name }) => name).filter((name) => OF_PROVIDER.test(name)))],
    sightings: [
      ...(own === undefined ? [] : [release("api-key-ref", `secrets.${own.name}`, own.file, true)]),
      ...(deploy === undefined || environment === null
        ? []
        : [
            release(
              "environment",
              environment,
              `${deploy.file}, job ${deploy.job}; with it the way back is judged`,
              false,
            ),
          ]),
    ],
  };
}

const release = (key: string, value: string, from: string, certain: boolean): Sighting => ({
  ...{ section: "release", key, from, certain },
  value: JSON.stringify(value),
});

interface DeployJob {
  readonly file: string;
  readonly job: string;
  readonly environment: string | null;
}

function jobsIn(file: string, text: string): readonly DeployJob[] {
  const workflow = parsed(text);
  const jobs = isObject(workflow) && isObject(workflow.jobs) ? Object.entries(workflow.jobs) : [];
  return jobs.flatMap(([job, content]) => {
    if (!isObject(content) || !NAME.test(job) || isRandom(job)) return [];
    const { environment } = content;
    const name = isObject(environment) ? environment.name : environment;
    const plain = typeof name === "string" && NAME.test(name) && !isRandom(name);
    return [{ file, job, environment: plain ? name : null }];
  });
}
