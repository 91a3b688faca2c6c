/**
 * The gate file that `init` writes. A line that begins with `#` and a key is a setting that is switched off, all others that
 * begin with `#` are prose: the convention by which a test switches every setting on and validates the whole.
 */
import type { Sighting } from "./init-sighting.ts";

/** Published beside the released action, where every editor can read it. */
const SCHEMA = "https://raw.githubusercontent.com/OWNER/cometapi-release-gate/v1/schema/release-gate.schema.json";

/** Text of `.github/release-gate.yml` where nothing was seen. */
export const INITIAL_GATE_FILE = `# yaml-language-server: $schema=${SCHEMA}
#
# What is released, and by which policy it is judged. Everything is optional; an unknown key is an error.
# A line that begins with "#key" is a setting that is switched off: remove the # to use it.
# After every change:  cometapi-release-gate validate    About a trigger:  cometapi-release-gate explain TRIGGER
version: 1

# Which integration this is; default the repository's name. Records, comments and issues are keyed by it.
#name: checkout-assistant

# The configuration about to ship: recorded, compared with the known-good release, part of the rollback plan.
# Inputs of the workflow win over this section. Never write a key here, only where it lives.
#release:
  # With an environment the run is a release: the way back is judged as well.
#  environment: production
  # The model identifier that the application sends. <MODEL_ID> itself is refused.
#  model: your-model-id
  # A host other than api.cometapi.com must be listed in the input allowed-hosts as well.
#  base-url: https://api.cometapi.com/v1
#  api-key-ref: secrets.COMETAPI_KEY
  # How the key travels; auth: none for an endpoint without a key.
#  auth: { header: Authorization, scheme: Bearer }
  # Labels of the deployment, the configuration and the secret.
#  deployment-version: 2026.11.20-1
#  config-version: "42"
#  secret-version: "7"
  # The application's own settings; they do not steer the gate.
#  timeout: 30s
#  retry: { max-attempts: 2, on: [429, 503] }
  # The response header that says that the fallback answered; without it the fallback triggers see nothing.
#  fallback: { enabled: true, detect: { header: x-fallback-used } }
  # Sent with every request; { from-env: NAME } for secrets, with NAME in the input allowed-env.
#  headers: { x-team: checkout }
  # Added to the URL of every request, in the same way.
#  query: { api-version: 2026-10-01 }
  # Names of the variables that belong to this release.
#  env: [COMETAPI_BASE_URL, COMETAPI_MODEL]
  # The request bodies that the application sends; checked by the probe template.
#  request-templates: { chat-completions: prompts/chat.json, responses: prompts/responses.json }
#  feature-flag: { name: llm-v2, value: on, rollback-value: off }
#  traffic: { control: edge-router/llm-canary, weight: 10 }

# Where the previous verified release is recorded: file:PATH, git:REF, deployments, or none (nothing to go back to yet).
#known-good: none

# When to probe the known-good release too, in the same run: would going back help? always, on-failure or never.
#rehearse: on-failure

# The pre-flight list. Once it is here, an item that is neither filled nor { waived: why } is a hold.
#readiness:
#  change-owner: "@team-llm"
#  rollback-owner: "@oncall"
#  rollback-approver: "@release-captain"
#  alert-owner: "@oncall"
#  alerts:
#    authentication: https://grafana.example/a/1
#    timeouts: https://grafana.example/a/2
#    errors: https://grafana.example/a/3
#    parser: https://grafana.example/a/4
#    fallback: https://grafana.example/a/5
#    latency: { waived: no objective yet }
#    backlog: { waived: the service has no queue }
#  dashboard: https://grafana.example/d/llm
#  support: https://apidoc.cometapi.com/support/help-center
#  channel: "#release-llm"

# Attempts at the first look, the failure rate that you accept, the pause before the second look.
#sampling: { samples: 5, tolerate: 5%, settle: 10s }

# One attempt as a whole, and its phases.
#timeouts: { attempt: 60s, connect: 10s, first-byte: 30s, idle: 20s }

# The whole run.
#limits: { deadline: 5m, max-requests: 200, concurrency: 8 }

# Configures probes; which of them run is the workflow's input probes (default smoke).
#probes:
  # A limit of your own in place of the computed one.
#  chat: { max-failures: 2 of 10 }
  # Which invalid requests are sent.
#  error-path: { cases: [missing-field, unknown-model] }
  # A rule of the request templates that does not apply to one field.
#  template: { waive: [{ rule: out-of-range, field: temperature, why: the gateway scales it }] }
  # The deployed service's own route: its answer, its version, no error of the provider passed on.
#  app: { url: https://app.example/api/chat, body: { message: "{{prompt}}" } }
  # JUnit XML that the tests of your own client left: counted, and a test that failed is the service's behaviour.
#  results: { files: ["reports/*.xml"] }
  # Logs that an earlier step exported: required fields, the version that served, no key and no prompt.
#  logs: { files: ["logs/*.jsonl"] }

# The deployed service is waited for before anything is judged: after a deployment, and after a rollback.
#ready:
#  within: 3m
#  url: https://app.example/healthz

# What a fired trigger asks for: advisory, hold or rollback.
#triggers:
#  empty-output: { severity: hold }
#  slow-rate: { latency-objective: 3s }

# What fails the step: hold (hold and rollback), rollback, or never (shadow mode).
#fail-on: hold

# When the job summary is written: always, on-failure or never. The same words for comment and issue, which default to never.
#summary: always
`;

/**
 * The gate file with what was seen in its place. A sighting without a place, and a second one for the same, are left out.
 */
export function initialGateFile(sightings: readonly Sighting[]): string {
  return sightings.reduce(withSighting, INITIAL_GATE_FILE);
}

/** A setting that is switched off, or a section; never prose. */
function withSighting(text: string, { section, key, value, from, certain }: Sighting): string {
  const start = text.search(new RegExp(`^#?${section}:`, "m"));
  const [block = ""] = text.slice(start).split("\n\n");
  const line = new RegExp(`^#  ${key}:.*$`, "m");
  if (!line.test(block) || block.includes(seen(section, key))) return text;
  const setting = `  ${seen(section, key)} in ${from}.\n${certain ? "" : "#"}  ${key}: ${value}`;
  const filled = block.replace(line, () => setting);
  const open = certain ? filled.replace(/^#/, "") : filled;
  return `${text.slice(0, start)}${open}${text.slice(start + block.length)}`;
}

const seen = (section: string, key: string) => `# ${section}.${key} was seen`;
