import { leavesVersionOpen } from "../decision/arrival.ts";
import { decide } from "../decision/decide.ts";
import { type AppRoute, keyOfRoute, namesVersion } from "../evidence/app.ts";
import type { Recheck } from "../evidence/arrival.ts";
import type { ObservedRun } from "../evidence/evidence.ts";
import { PROBES } from "../evidence/probes.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import type { Settings } from "../settings/settings.ts";
import { withAnswer } from "./arrival.ts";
import { askService } from "./ask-service.ts";
import { exposesSecret } from "./exposure.ts";
import { contextForApp } from "./observe.ts";
import { mayKeep, scrubVersions } from "./scrub.ts";

/** Questions: each reaches a pod of its own, and one old pod of three is missed by ten in 2 of 100 runs. */
const QUESTIONS = 10;

/** The longest that they may take together, ms: what says its version does so at once. */
const WITHIN_MS = 15_000;

/**
 * Asks the service for its version once more before a rollback is ordered for routes whose answers do not say which version
 * gave them: an old pod may have been it (decision.md, "Has the release arrived?"). Undefined: there is no such order, or
 * nothing that names a version.
 * @param seen the run as far as it was observed
 * @param cancelled aborted when the job is cancelled
 */
export async function askVersionAgain(
  settings: Settings,
  seen: ObservedRun,
  run: RunIdentity,
  cancelled: AbortSignal,
): Promise<Recheck | undefined> {
  const verdict = decide(seen);
  if (verdict.decision !== "rollback" || seen.stops.includes("sensitive-exposure")) return undefined;
  const blamed = verdict.triggers.flatMap(({ fired, severity, probes }) =>
    fired && severity === "rollback" ? probes : [],
  );
  const witness = witnessOf(settings);
  const open = seen.probes.filter(
    (probe) => PROBES[probe.id].target === "application" && blamed.includes(probe.key) && leavesVersionOpen(probe),
  );
  const probes = open.map(({ key }) => key).filter((key) => witness?.speaksFor(key));
  if (witness === null || probes.length === 0) return undefined;
  const context = contextForApp(witness.service, settings, run);
  const redactor = createRedactor(settings.secrets);
  const started = performance.now();
  let [requests, other]: [number, Recheck["other"]] = [0, null];
  while (requests < QUESTIONS) {
    const left = WITHIN_MS - (performance.now() - started);
    if (left <= 0 || cancelled.aborted) break;
    const asked = await askService(witness.service, settings, context, run, left, cancelled);
    if (asked === null || exposesSecret(asked.answer, redactor)) break;
    requests++;
    const { versions } = asked.last;
    if (versions !== null) other = withAnswer(other, scrubVersions(versions, mayKeep(redactor, asked.nonce)));
  }
  return { probes, requests, other };
}

/** Where the service says its version, and of which routes. */
interface Witness {
  readonly service: AppRoute;
  readonly speaksFor: (key: string) => boolean;
}

/** What is waited for speaks for the whole service, a route of it for those of its host; null: nothing names a version. */
function witnessOf({ ready, app = [] }: Settings): Witness | null {
  if (ready !== undefined && saysVersion(ready.service)) return { service: ready.service, speaksFor: () => true };
  const route = app.find((each) => each.method === "GET" && each.until === undefined && saysVersion(each));
  if (route === undefined) return null;
  const keys = app.filter(({ origin }) => origin === route.origin).map(({ name }) => keyOfRoute(name));
  return { service: route, speaksFor: (key) => keys.includes(key) };
}

function saysVersion({ expect: { headers, pointers } }: AppRoute): boolean {
  return Object.entries({ ...headers, ...pointers }).some((each) => namesVersion(...each));
}
