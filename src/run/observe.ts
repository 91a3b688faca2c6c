import { bodiesOf } from "../contracts/request-template.ts";
import { type AppRoute, keyOfRoute, type SentValue } from "../evidence/app.ts";
import type { Where } from "../evidence/attempt.ts";
import type { ProbeRun, Stop } from "../evidence/evidence.ts";
import { createRedactor } from "../evidence/redaction.ts";
import { type RunIdentity, traceIdOf } from "../evidence/run-identity.ts";
import type { SlowLane } from "../evidence/slow-lane.ts";
import { type PlannedProbe, planProbes } from "../probes/index.ts";
import type { Probe } from "../probes/probe.ts";
import { schemasOf } from "../probes/structured-output.ts";
import { dependedOn } from "../settings/release/sent-templates.ts";
import type { Credential, Release, Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";
import { type AttemptContext, originOf } from "./attempt-context.ts";
import { requestsOf, settingsThatFit } from "./planned-requests.ts";
import { sample } from "./sample.ts";
import { FAKE_CREDENTIAL } from "./scrub.ts";
import { openSession, type ProgressEvent } from "./session.ts";

/** Everything that the live probes brought back. */
export interface Observations {
  readonly probes: readonly ProbeRun[];
  readonly stops: readonly Stop[];
  /** Requests that were sent. */
  readonly requests: number;
  /** Hosts that were asked slower. */
  readonly slowLanes: readonly SlowLane[];
}

/** What is known when nothing could be asked. */
export const NOTHING_OBSERVED: Observations = { probes: [], stops: [], requests: 0, slowLanes: [] };

/** One release to ask: the candidate, or in a rehearsal the known-good one. */
export interface Subject {
  readonly subject: ProbeRun["subject"];
  /** The settings of the run with this release and its credential in them. */
  readonly settings: Settings;
  /** How long another version may still answer, ms (decision.md, "Has the release arrived?"); absent: not at all. */
  readonly patienceMs?: number;
  /** Which of its probes are asked; absent: all. */
  readonly asks?: (probe: Probe) => boolean;
}

/** One probe of one release, ready to be sampled. */
interface ProbeTask {
  readonly subject: ProbeRun["subject"];
  readonly planned: PlannedProbe;
  readonly context: AttemptContext;
}

/**
 * Asks every selected probe of every subject, side by side, within the run's deadline, budget and concurrency. With two
 * subjects their probes alternate, so that both meet the same weather.
 *
 * @param run what an application is told about who asks
 * @param cancelled aborted when the job is cancelled; what was gathered until then is still returned
 * @param afterwards told what was observed, whom to ask next within the same limits, or null. What stops the run from then
 * on is in the attempts that it stopped, and no stop of the run
 */
export async function observe(
  subjects: readonly [Subject, ...Subject[]],
  run: RunIdentity,
  cancelled: AbortSignal,
  progress: (event: ProgressEvent) => void,
  afterwards: (seen: Observations) => Promise<Subject | null> = () => Promise.resolve(null),
): Promise<Observations> {
  const { limits, secrets, policy } = subjects[0].settings;
  const session = openSession(limits, createRedactor(secrets), cancelled, progress);
  const tasks: ProbeTask[] = [];
  const ask = async (asked: readonly Subject[]) => {
    const next = alternating(await Promise.all(asked.map((subject) => planOf(subject, run))));
    tasks.push(...next);
    for (const { planned, context } of next) session.lane(originOf(context)).plan(requestsOf([planned.probe], policy));
    return Promise.all(next.map(({ subject, planned, context }) => sample(planned, subject, policy, context, session)));
  };
  const probesOf = (origin: string) =>
    tasks.filter(({ context }) => originOf(context) === origin).map(({ planned }) => planned.probe);
  const slowLanes = () =>
    [...session.lanes()].flatMap(([origin, lane]) => {
      const found = lane.found();
      return found === null ? [] : [{ ...found, fits: settingsThatFit(found, probesOf(origin), policy) }];
    });
  const observed = (probes: readonly ProbeRun[], stops: readonly Stop[]): Observations => ({
    probes,
    stops,
    requests: session.requests(),
    slowLanes: slowLanes(),
  });
  try {
    const probes = await ask(subjects);
    const seen = observed(probes, [...session.stops()]);
    const next = await afterwards(seen);
    return next === null ? seen : observed([...probes, ...(await ask([next]))], seen.stops);
  } finally {
    session.close();
  }
}

async function planOf(
  { subject, settings, patienceMs = 0, asks = () => true }: Subject,
  run: RunIdentity,
): Promise<readonly ProbeTask[]> {
  const asked = contextFor(settings);
  const context = { ...asked, schemas: await schemasOf(asked.bodies) };
  // Only one release is deployed: the application cannot be asked about the other one.
  const routes = subject === "candidate" ? (settings.app ?? []) : [];
  const patience = { until: performance.now() + patienceMs, everyMs: settings.ready?.everyMs ?? 0 };
  const asking = routes.map((route) => ({ route, release: settings.release, runId: run.id }));
  return planProbes(dependedOn(settings), settings.mustFail, asking)
    .filter(({ probe }) => (probe.family === null || settings.families.includes(probe.family)) && asks(probe))
    .map((planned) => {
      const route = routes.find(({ name }) => keyOfRoute(name) === planned.probe.key);
      return {
        subject,
        planned,
        context: route === undefined ? context : { ...contextForApp(route, settings, run), patience },
      };
    });
}

/** Each probe of the first plan followed by the others' of the same key; what only they have comes last. */
function alternating([first = [], ...others]: readonly (readonly ProbeTask[])[]): readonly ProbeTask[] {
  const rest = others.flat();
  const keyOf = ({ planned }: ProbeTask) => planned.probe.key;
  const keys = new Set(first.map(keyOf));
  return [
    ...first.flatMap((one) => [one, ...rest.filter((other) => keyOf(other) === keyOf(one))]),
    ...rest.filter((other) => !keys.has(keyOf(other))),
  ];
}

function contextFor({ release, credential, network, template, secrets }: Settings): AttemptContext {
  const { baseUrl, auth } = release;
  const open = ({ credential }: SentValue) => !credential;
  return {
    release,
    network,
    bodies: bodiesOf(template?.templates ?? []),
    templates: template?.templates ?? [],
    configured: {
      baseUrl,
      headers: headersWith(release.headers, release, credential),
      query: queryOf(release.query),
    },
    fake: {
      baseUrl,
      headers: headersWith(release.headers.filter(open), release, { value: FAKE_CREDENTIAL }),
      query: queryOf(release.query.filter(open)),
    },
    where: whereOf(baseUrl, auth === "none" ? null : (credential?.source ?? null), secrets),
  };
}

/** The application is asked at its own address and with its own headers; it has credentials of its own. */
export function contextForApp(
  route: AppRoute,
  { release, network, labels, secrets }: Settings,
  run: RunIdentity,
): AttemptContext {
  const secret = route.headers.filter((header) => header.secret);
  const names = secret.map(({ name }) => name.toLowerCase()).join(", ");
  const where = whereOf(route.origin, names === "" ? null : `probes.app.headers (${names})`, secrets);
  const target = {
    baseUrl: route.origin,
    headers: Object.fromEntries(secret.map(({ name, value }) => [name.toLowerCase(), value])),
  };
  return { release, network, bodies: {}, configured: target, where, fake: target, traceId: traceIdOf(run, labels) };
}

/** Host and origin of the key as the evidence keeps them; user information, path and query stay out. */
function whereOf(address: string, key: string | null, secrets: Settings["secrets"]): Where {
  const { redact } = createRedactor(secrets);
  return { host: oneLine(redact(new URL(address).host)), key: key === null ? null : oneLine(redact(key)) };
}

function queryOf(parameters: Release["query"]): string {
  const pairs = parameters.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
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
