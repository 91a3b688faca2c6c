import { setTimeout as delay } from "node:timers/promises";
import { type Arrival, withAnswer } from "../evidence/arrival.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import type { Settings } from "../settings/settings.ts";
import { askService } from "./ask-service.ts";
import { exposesSecret } from "./exposure.ts";
import { contextForApp } from "./observe.ts";
import { mayKeep, scrubVersions } from "./scrub.ts";
import type { ProgressEvent } from "./session.ts";

/** Answers as declared, one right after the other, from which the release is there: one alone may be one new pod of many. */
const IN_A_ROW = 3;

/**
 * Asks the service until it answers as declared, at most for `ready.within` (decision.md, "Has the release arrived?").
 * Whatever else comes is "not yet": refused connections, errors, HTML pages, another version. The run's deadline and budget
 * begin afterwards. Undefined: the settings do not say what to wait for.
 *
 * @param run what the service is told about who asks
 * @param cancelled aborted when the job is cancelled; the release has not arrived then
 */
export async function waitForRelease(
  settings: Settings,
  run: RunIdentity,
  cancelled: AbortSignal,
  progress: (event: ProgressEvent) => void,
): Promise<Arrival | undefined> {
  const { ready } = settings;
  if (ready === undefined) return undefined;
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  const context = contextForApp(ready.service, settings, run);
  const redactor = createRedactor(settings.secrets);
  let seen: Omit<Arrival, "result" | "withinMs" | "waitedMs"> = { requests: 0, asDeclared: 0, other: null, last: null };
  let inARow = 0;
  const ended = (result: Arrival["result"]): Arrival => ({
    result,
    withinMs: ready.withinMs,
    waitedMs: elapsed(),
    where: context.where,
    ...seen,
  });
  for (;;) {
    const left = ready.withinMs - elapsed();
    if (left <= 0 || cancelled.aborted) return ended(seen.other === null ? "not-ready" : "other-version");
    const asked = await askService(ready.service, settings, context, run, left, cancelled);
    if (asked === null) continue;
    if (exposesSecret(asked.answer, redactor)) {
      seen = {
        ...seen,
        requests: seen.requests + 1,
        last: { ...asked.last, category: "sensitive-exposure", versions: null },
      };
      return ended("not-ready");
    }
    const versions = asked.last.versions && scrubVersions(asked.last.versions, mayKeep(redactor, asked.nonce));
    const isDeclared = asked.last.category === null && versions === null;
    seen = {
      requests: seen.requests + 1,
      asDeclared: seen.asDeclared + (isDeclared ? 1 : 0),
      other: versions === null ? seen.other : withAnswer(seen.other, versions),
      // A question that had only the rest of the time says less than the one before.
      last: asked.cutShort && seen.last !== null ? seen.last : { ...asked.last, versions },
    };
    inARow = isDeclared ? inARow + 1 : 0;
    if (inARow >= IN_A_ROW) return ended("ready");
    if (inARow > 0) continue;
    progress({
      kind: "waiting",
      key: "ready",
      waitedMs: elapsed(),
      withinMs: ready.withinMs,
      where: context.where,
      last: { ...asked.last, versions },
    });
    await delay(Math.min(ready.everyMs, Math.max(0, ready.withinMs - elapsed())), undefined, {
      signal: cancelled,
    }).catch(() => undefined);
  }
}

/** Whether the release was waited for in vain: then nothing is asked. */
export function isMissing(arrival: Arrival | undefined): arrival is Arrival {
  return arrival !== undefined && arrival.result !== "ready";
}

/**
 * What is left of the wait once the release was there, ms: old pods may still answer among new ones. At most half of the
 * run's deadline, so that there is time to judge.
 */
export function patienceLeft(arrival: Arrival | undefined, { limits }: Settings): number {
  return arrival === undefined ? 0 : Math.min(arrival.withinMs - arrival.waitedMs, limits.deadlineMs / 2);
}
