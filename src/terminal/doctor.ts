/** `doctor`: a handful of cheap questions to an endpoint. What it speaks, what is in between, which gate file fits. */
import { PROBE_IDS, PROBES } from "../evidence/probes.ts";
import { createRedactor } from "../evidence/redaction.ts";
import { identify } from "../evidence/run-identity.ts";
import { NOTHING_OBSERVED, type Observations, observe } from "../run/observe.ts";
import { REQUEST_BODIES } from "../run/request-bodies.ts";
import { holdsSecret } from "../run/settings-checks.ts";
import type { Sandbox } from "../sandbox/gateway.ts";
import { resolveSettings } from "../settings/resolve.ts";
import type { Settings } from "../settings/settings.ts";
import { DEFAULT_BASE_URL } from "../text/base-url.ts";
import type { Invocation, Misuse } from "./command-line.ts";
import { diagnose } from "./diagnosis.ts";
import { type DoctorFindings, doctorDocument, doctorText } from "./doctor-report.ts";
import { sourceFor, withEndpoint } from "./endpoint.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { fittingFor, forDefaultPlan } from "./fitting.ts";
import { lintProblem } from "./lint-message.ts";
import { openProgress, type Progress } from "./progress.ts";
import { lookAround } from "./surroundings.ts";
import { say, type Terminal } from "./terminal.ts";

/**
 * Everything that can be asked of an endpoint and one model. About thirty requests, 256 tokens of output at most each. A
 * model that talks makes no embeddings: of one that does, `--probes` asks.
 */
const QUESTIONS = PROBE_IDS.filter((id) => PROBES[id].target === "api" && PROBES[id].family !== "embeddings").join(
  ", ",
);

/** Fewest attempts that a sample can have; the question is what the endpoint speaks, not how often it fails. */
const SAMPLES = 2;

/** What stands in the fitting step after a sandbox run. */
const YOURS = { baseUrl: DEFAULT_BASE_URL, model: "your-model-id" } as const;

/** Asks, diagnoses, prints. Exit 0 when at least one family can be used, 2 otherwise. */
export function doctor(invocation: Invocation, terminal: Terminal): Promise<ExitCode | Misuse> {
  return withEndpoint(invocation.values.scenario ?? null, terminal, (sandbox) =>
    examine(invocation, terminal, sandbox),
  );
}

async function examine(invocation: Invocation, terminal: Terminal, sandbox: Sandbox | null): Promise<ExitCode> {
  const json = invocation.switches.has("json");
  const source = sourceFor(invocation, terminal, sandbox);
  const { settings, problems } = resolveSettings(
    { ...source, inputs: { probes: QUESTIONS, ...source.inputs } },
    REQUEST_BODIES,
  );
  const progress = await openProgress(terminal, true);
  const [observations, surroundings] = await Promise.all([
    problems.length > 0 || holdsSecret(settings) ? NOTHING_OBSERVED : ask(settings, terminal, progress),
    lookAround(terminal, settings.network, sandbox !== null),
  ]).finally(progress.done);
  const diagnosis = diagnose(observations.probes);
  const rateLimits = observations.slowLanes.map((lane) => forDefaultPlan(lane, diagnosis));
  const exposed = observations.stops.includes("sensitive-exposure") || (problems.length === 0 && holdsSecret(settings));
  const usable = diagnosis.usable && !exposed;
  const findings: DoctorFindings = {
    usable,
    exposed,
    sandbox: sandbox !== null,
    baseUrl: settings.release.baseUrl,
    problems: problems.map((problem) => lintProblem(problem)),
    requests: observations.requests,
    diagnosis,
    rateLimits,
    surroundings,
    // The sandbox's address is gone by now, and nobody else has its model.
    fitting: usable
      ? fittingFor(
          diagnosis,
          sandbox === null ? settings.release : { ...settings.release, ...YOURS },
          rateLimits,
          terminal.program,
        )
      : null,
  };
  const redactor = createRedactor(settings.secrets);
  const document = JSON.parse(redactor.redact(JSON.stringify(doctorDocument(findings))));
  say(terminal, json, "doctor", document, () => redactor.redact(doctorText(findings, terminal)));
  return usable ? EXIT.proceed : EXIT.hold;
}

/** No second look and no long pause; every probe is a question, so what is not offered is no failure. */
function ask(settings: Settings, { cancelled }: Terminal, progress: Progress): Promise<Observations> {
  const asked: Settings = {
    ...settings,
    probes: settings.probes.map(({ id }) => ({ id, selected: "preset" })),
    policy: { ...settings.policy, samples: SAMPLES, settleMs: 0, maxFailures: {} },
  };
  return observe([{ subject: "candidate", settings: asked }], identify(new Date()), cancelled, progress.show);
}
