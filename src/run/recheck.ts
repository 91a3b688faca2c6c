import { leavesVersionOpen } from "../decision/arrival.ts";
import { decide } from "../decision/decide.ts";
import { type AppRoute, keyOfRoute, namesVersion } from "../evidence/app.ts";
import { type Recheck, withAnswer } from "../evidence/arrival.ts";
import { isOtherVersion, type Outcome } from "../evidence/attempt.ts";
import { CATEGORY_FACTS } from "../evidence/categories.ts";
import type { ObservedRun } from "../evidence/evidence.ts";
import { PROBES } from "../evidence/probes.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { appProbe } from "../probes/app.ts";
import type { Settings } from "../settings/settings.ts";
import { SILENT } from "./ask-service.ts";
import { makeAttempt } from "./attempt.ts";
import { contextForApp } from "./observe.ts";
import { openSession } from "./session.ts";

/** Questions: each reaches a pod of its own, and one old pod of three is missed by ten in 2 of 100 runs. */
const QUESTIONS = 10;

/** The longest that they are put, ms: what says its version does so at once. The last one is waited for. */
const WITHIN_MS = 15_000;

/**
 * Asks the service for its version once more before a rollback is ordered for routes whose answers do not say which version
 * gave them: an old pod may have been it (decision.md, "Has the release arrived?"). Beside each question these routes are
 * asked again until they fail as before, because the rollout may have ended meanwhile. Undefined: there is no such order, or
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
  const blamed = verdict.triggers.filter(({ fired, severity }) => fired && severity === "rollback");
  const witness = witnessOf(settings);
  const open = seen.probes.filter(
    (probe) =>
      PROBES[probe.id].target === "application" &&
      blamed.some(({ probes }) => probes.includes(probe.key)) &&
      leavesVersionOpen(probe),
  );
  const probes = open.map(({ key }) => key).filter((key) => witness?.speaksFor(key));
  if (witness === null || probes.length === 0) return undefined;
  const silent = (settings.app ?? []).filter(({ name }) => probes.includes(keyOfRoute(name)));
  const isAsBefore = ({ name }: AppRoute, outcome: Outcome) => {
    const trigger = outcome.kind === "fail" ? CATEGORY_FACTS[outcome.category].trigger : null;
    return blamed.some(({ id, probes: keys }) => id === trigger && keys.includes(keyOfRoute(name)));
  };
  const answers = await askTogether(witness.service, silent, isAsBefore, settings, run, cancelled);
  const said = answers?.get(witness.service);
  if (answers === null || said === undefined) return undefined;
  const other = said
    .filter(isOtherVersion)
    .reduce<Recheck["other"]>((all, { versions = SILENT }) => withAnswer(all, versions), null);
  const again = silent.map((route) => {
    const outcomes = answers.get(route) ?? [];
    return {
      key: keyOfRoute(route.name),
      passes: outcomes.filter(({ kind }) => kind === "pass").length,
      failures: outcomes.filter((outcome) => isAsBefore(route, outcome)).length,
    };
  });
  return { probes, requests: said.length, other, again };
}

/**
 * What both say who are asked at the same time: where the version is named, and the routes that do not name it, each until it
 * fails as before. Null: a secret came back, which is the rollback's whoever sent it.
 */
async function askTogether(
  witness: AppRoute,
  silent: readonly AppRoute[],
  isAsBefore: (route: AppRoute, outcome: Outcome) => boolean,
  settings: Settings,
  run: RunIdentity,
  cancelled: AbortSignal,
): Promise<ReadonlyMap<AppRoute, readonly Outcome[]> | null> {
  const { limits, release, secrets } = settings;
  const longest = Math.max(...silent.map(({ until }) => limits.timeoutMs + (until?.withinMs ?? 0)));
  const bounded = { ...limits, deadlineMs: WITHIN_MS + longest };
  const session = openSession(bounded, createRedactor(secrets), cancelled, () => undefined);
  const ask = async (route: AppRoute) => {
    const probe = appProbe({ route, release, runId: run.id });
    const place = { label: probe.key, n: 1, look: "single", confirms: null, adaptations: [] } as const;
    return (await makeAttempt(probe, place, contextForApp(route, settings, run), session)).outcome;
  };
  const answers = new Map<AppRoute, Outcome[]>([witness, ...silent].map((route) => [route, []]));
  const started = performance.now();
  try {
    for (let n = 0; n < QUESTIONS && performance.now() - started < WITHIN_MS && !session.signal.aborted; n++) {
      const asked = [...answers].filter(
        ([route, outcomes]) => route === witness || !outcomes.some((outcome) => isAsBefore(route, outcome)),
      );
      await Promise.all(asked.map(async ([route, outcomes]) => outcomes.push(await ask(route))));
    }
    return session.stops().includes("sensitive-exposure") ? null : answers;
  } finally {
    session.close();
  }
}

/**
 * Where the service says its version, and for the probes of which keys: what is waited for speaks for the whole service, a
 * route of it for those of its host; null: nothing names a version.
 */
function witnessOf({ ready, app = [] }: Settings) {
  if (ready !== undefined && saysVersion(ready.service))
    return { service: ready.service, speaksFor: (_key: string) => true };
  const route = app.find((each) => each.method === "GET" && each.until === undefined && saysVersion(each));
  if (route === undefined) return null;
  const keys = app.filter(({ origin }) => origin === route.origin).map(({ name }) => keyOfRoute(name));
  return { service: route, speaksFor: (key: string) => keys.includes(key) };
}

function saysVersion({ expect: { headers, pointers } }: AppRoute): boolean {
  return Object.entries({ ...headers, ...pointers }).some((each) => namesVersion(...each));
}
