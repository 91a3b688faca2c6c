/** The workflow step and the gate file that fit an endpoint: only what it answers, and what had to be adapted said. */

import { limitWords } from "../evidence/pace-words.ts";
import { DEFAULT_PRESET, PROBES } from "../evidence/probes.ts";
import type { SlowLane } from "../evidence/slow-lane.ts";
import { workflowScalar } from "../report/rollback/restore-job.ts";
import { wrap } from "../report/terminal-text.ts";
import { settingsThatFit } from "../run/planned-requests.ts";
import { DEFAULT_LIMITS } from "../settings/policy/limits.ts";
import { defaultPolicy } from "../settings/policy/policy.ts";
import type { Release } from "../settings/settings.ts";
import { DEFAULT_BASE_URL } from "../text/base-url.ts";
import { formatDuration } from "../text/duration.ts";
import type { Diagnosis, ProbeDiagnosis } from "./diagnosis.ts";
import { USES, withGateName } from "./program.ts";

/** Both texts. */
export interface Fitting {
  readonly step: string;
  readonly gateFile: string;
  /** Value of the input `probes`. */
  readonly probes: string;
}

/** What an adaptation means for whoever writes requests. */
export const ADAPTATION_MEANING = {
  "dropped:max_completion_tokens": "max_completion_tokens is refused; the gate leaves it out by itself",
  "dropped:max_output_tokens": "max_output_tokens is refused; the gate leaves it out by itself",
  "dropped:stream_options": "stream_options is refused, so streams report no usage; the gate leaves it out by itself",
  "dropped:tool_choice": "a forced tool_choice is refused; the gate leaves the choice to the model",
  "dropped:strict": "strict is refused in a tool; the gate leaves it out by itself",
  "dropped:detail": "detail is refused beside an image; the gate leaves it out by itself",
  "dropped:stream": "streams are refused; the gate cannot show how they are answered",
  "kept:stream": "nothing but streams is answered; the gate asks as the request template does",
  "output-cap:2048": "the model spends 256 tokens on reasoning before it answers; the gate asks again with 2048",
} as const;

/** Columns of a comment in the gate file, beside its mark. */
const COMMENT_COLUMNS = 90;

/** A rate limit that was met, with the settings by which the default plan keeps to it. */
export function forDefaultPlan(lane: SlowLane, { probes }: Diagnosis): SlowLane {
  const { deadlineMs } = DEFAULT_LIMITS;
  const preset = probes.filter(({ id }) => PROBES[id].presets.includes(DEFAULT_PRESET));
  const families = preset.map(({ id }) => PROBES[id].family);
  const smoke = preset.filter(({ family }) => families.includes(family));
  return { ...lane, deadlineMs, fits: settingsThatFit({ ...lane, deadlineMs }, smoke, defaultPolicy()) };
}

/** Whether the default plan has to be changed for a rate limit. */
export function isTooSlow({ fits, deadlineMs }: SlowLane): boolean {
  return fits.deadlineMs === null || fits.deadlineMs > deadlineMs;
}

/** What fits. The gate file is valid as it stands. */
export function fittingFor(
  diagnosis: Diagnosis,
  { baseUrl, model, auth }: Release,
  rateLimits: readonly SlowLane[],
  program: string,
): Fitting {
  const probes = fittingProbes(diagnosis).join(", ");
  const base = baseUrl === DEFAULT_BASE_URL ? [] : [`    base-url: ${baseUrl}`];
  const key = auth === "none" ? [] : ["    api-key: ${" + "{ secrets.COMETAPI_KEY }}"];
  return {
    probes,
    step: [
      withGateName(`- uses: ${USES}`, program),
      "  with:",
      ...key,
      ...base,
      `    model: ${workflowScalar(model)}`,
      `    probes: ${probes}`,
    ].join("\n"),
    gateFile: [
      "version: 1",
      ...wrap(`Works: ${probes}. The workflow's input probes selects them.`, 0, COMMENT_COLUMNS).map(
        (line) => `# ${line}`,
      ),
      ...diagnosis.adaptations.map((adaptation) => `# ${ADAPTATION_MEANING[adaptation]}`),
      ...diagnosis.probes.flatMap(leftOut),
      ...(auth === "none" ? ["release: { auth: none }"] : authOf(auth)),
      ...rateLimits.flatMap(limitsSection),
      ...probesSection(diagnosis),
    ].join("\n"),
  };
}

/** Ids of which every probe works, where its family is offered at all. */
function fittingProbes({ probes }: Diagnosis): readonly string[] {
  const ids = [...new Set(probes.map(({ id }) => id))];
  return ids.filter((id) => {
    const offered = probes.filter((probe) => probe.id === id && probe.state !== "unsupported");
    return offered.length > 0 && offered.every(({ state }) => state === "works");
  });
}

function leftOut({ key, state, polarity, category, status }: ProbeDiagnosis): readonly string[] {
  if (state === "works" || polarity === "must-fail") return [];
  const why = [category, status].filter((part) => part !== null).join(" ");
  return [`# without ${key}: ${state}${why === "" ? "" : ` (${why})`}`];
}

function authOf(auth: Exclude<Release["auth"], "none">): readonly string[] {
  if (auth.header.toLowerCase() === "authorization" && auth.scheme === "Bearer") return [];
  return [`release: { auth: { header: ${auth.header}, scheme: ${JSON.stringify(auth.scheme)} } }`];
}

/** One request at a time from the start costs no refusals; a longer deadline only where the plan needs it. */
function limitsSection(lane: SlowLane): readonly string[] {
  const { fits } = lane;
  const deadline = isTooSlow(lane) && fits.deadlineMs !== null ? `, deadline: ${formatDuration(fits.deadlineMs)}` : "";
  return [`# ${limitWords(lane)}`, `limits: { concurrency: 1${deadline} }`];
}

/** Statuses that the endpoint answers to a fake key, where the gate does not know them as a controlled failure. */
function probesSection({ probes }: Diagnosis): readonly string[] {
  const fake = probes.filter(({ id, state }) => PROBES[id].comparesCredential && state === "fails");
  const [first] = fake;
  if (first === undefined) return [];
  if (fake.some(({ category }) => category === "invalid-accepted"))
    return [
      "# The endpoint accepts a fake key. That is a finding; waive it only where no key is checked on purpose.",
      `# probes: { ${first.id}: { waive: this endpoint checks no keys } }`,
    ];
  const statuses = [...new Set(fake.flatMap(({ status }) => (status !== null && status >= 400 ? [status] : [])))];
  return statuses.length === 0
    ? []
    : [
        "# A fake key is refused, but not with 401 or 403. If that is how it should be:",
        `# probes: { ${first.id}: { expect: [${statuses.join(", ")}] } }`,
      ];
}
