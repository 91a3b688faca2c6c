import { bodiesOf } from "../contracts/sent-bodies.ts";
import type { AppSettings } from "../evidence/app.ts";
import type { ProbeRun, Stop } from "../evidence/evidence.ts";
import { PROBES } from "../evidence/probes.ts";
import { createRedactor } from "../evidence/redaction.ts";
import { type RunIdentity, traceIdOf } from "../evidence/run-identity.ts";
import { planProbes } from "../probes/index.ts";
import { dependedOn } from "../settings/release/sent-templates.ts";
import type { Credential, Release, Settings } from "../settings/settings.ts";
import type { AttemptContext } from "./attempt.ts";
import { sample } from "./sample.ts";
import { FAKE_CREDENTIAL } from "./scrub.ts";
import { openSession, type ProgressEvent } from "./session.ts";

/** Everything that the live probes brought back. */
export interface Observations {
  readonly probes: readonly ProbeRun[];
  readonly stops: readonly Stop[];
  /** Requests that were sent. */
  readonly requests: number;
}

/** What is known when nothing could be asked. */
export const NOTHING_OBSERVED: Observations = { probes: [], stops: [], requests: 0 };

/** One release to ask: the candidate, or in a rehearsal the known-good one. */
export interface Subject {
  readonly subject: ProbeRun["subject"];
  /** The settings of the run with this release and its credential in them. */
  readonly settings: Settings;
}

/**
 * Asks every selected probe of every subject, side by side, within the run's deadline, budget and concurrency. With two
 * subjects their probes alternate, so that both meet the same weather.
 *
 * @param run what an application is told about who asks
 * @param cancelled aborted when the job is cancelled; what was gathered until then is still returned
 */
export async function observe(
  subjects: readonly [Subject, ...Subject[]],
  run: RunIdentity,
  cancelled: AbortSignal,
  progress: (event: ProgressEvent) => void,
): Promise<Observations> {
  const { limits, secrets, policy } = subjects[0].settings;
  const session = openSession(limits, createRedactor(secrets), cancelled, progress);
  try {
    const plans = subjects.map(({ subject, settings }) => {
      const context = contextFor(settings);
      // Only one release is deployed: the application cannot be asked about the other one.
      const app = subject === "candidate" ? settings.app : undefined;
      const asking = app === undefined ? null : { app, release: settings.release, runId: run.id };
      return planProbes(dependedOn(settings), settings.mustFail, asking)
        .filter(({ probe }) => probe.family === null || settings.families.includes(probe.family))
        .map((planned) => ({
          subject,
          planned,
          context:
            app !== undefined && PROBES[planned.probe.id].target === "application"
              ? contextForApp(app, settings, run)
              : context,
        }));
    });
    const alternating = (plans[0] ?? []).flatMap((first, i) => [
      first,
      ...plans.slice(1).flatMap((plan) => plan[i] ?? []),
    ]);
    const rest = plans.slice(1).flatMap((plan) => plan.slice(plans[0]?.length ?? 0));
    const probes = await Promise.all(
      [...alternating, ...rest].map(({ subject, planned, context }) =>
        sample(planned, subject, policy, context, session),
      ),
    );
    return { probes, stops: session.stops(), requests: session.requests() };
  } finally {
    session.close();
  }
}

function contextFor({ release, credential, network, template, secrets }: Settings): AttemptContext {
  const { baseUrl } = release;
  const open = release.headers.filter((header) => !header.secret);
  return {
    release,
    network,
    bodies: bodiesOf(template?.templates ?? [], secrets),
    configured: { baseUrl, headers: headersWith(release.headers, release, credential) },
    fake: { baseUrl, headers: headersWith(open, release, { value: FAKE_CREDENTIAL }) },
  };
}

/** The application is asked at its own address and with its own headers; it has credentials of its own. */
function contextForApp(app: AppSettings, { release, network, labels }: Settings, run: RunIdentity): AttemptContext {
  const secret = app.headers.filter((header) => header.secret);
  const target = {
    baseUrl: app.origin,
    headers: Object.fromEntries(secret.map(({ name, value }) => [name.toLowerCase(), value])),
  };
  return { release, network, bodies: {}, configured: target, fake: target, traceId: traceIdOf(run, labels) };
}

function headersWith(
  headers: Release["headers"],
  { auth }: Release,
  credential: Pick<Credential, "value"> | null,
): Record<string, string> {
  const all = Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
  if (auth === "none" || credential === null) return all;
  return { ...all, [auth.header.toLowerCase()]: `${auth.scheme} ${credential.value}`.trim() };
}
