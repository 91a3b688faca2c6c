import type { ProbeRun, Stop } from "../evidence/evidence.ts";
import { createRedactor } from "../evidence/redaction.ts";
import { planProbes } from "../probes/index.ts";
import type { Credential, Release, Settings } from "../settings/settings.ts";
import type { Asked } from "./attempt.ts";
import { sample } from "./sample.ts";
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

/** Sent where a credential must be refused; nobody can mistake it for a real one. */
const FAKE_CREDENTIAL = "release-gate-obviously-invalid-credential";

/**
 * Asks every selected probe, side by side, within the run's deadline, budget and concurrency.
 *
 * @param cancelled aborted when the job is cancelled; what was gathered until then is still returned
 */
export async function observe(
  settings: Settings,
  cancelled: AbortSignal,
  progress: (event: ProgressEvent) => void,
): Promise<Observations> {
  const session = openSession(settings.limits, createRedactor(settings.secrets), cancelled, progress);
  const asked = askedFor(settings);
  try {
    const planned = planProbes(settings.probes, settings.mustFail);
    const probes = await Promise.all(planned.map((probe) => sample(probe, settings.policy, asked, session)));
    return { probes, stops: session.stops(), requests: session.requests() };
  } finally {
    session.close();
  }
}

function askedFor({ release, credential, network }: Settings): Asked {
  const { baseUrl } = release;
  const open = release.headers.filter((header) => !header.secret);
  return {
    release,
    network,
    configured: { baseUrl, headers: headersWith(release.headers, release, credential) },
    fake: { baseUrl, headers: headersWith(open, release, { value: FAKE_CREDENTIAL }) },
  };
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
