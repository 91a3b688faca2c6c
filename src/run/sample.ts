import { nextStep, type Step, samplingPlan } from "../decision/sampling.ts";
import { probeLabel } from "../evidence/answers.ts";
import { type Arrival, withAnswer } from "../evidence/arrival.ts";
import { type Adaptation, type Attempt, isOtherVersion } from "../evidence/attempt.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import type { Policy } from "../evidence/policy.ts";
import { PROBES } from "../evidence/probes.ts";
import { isRolledOut } from "../evidence/rollout.ts";
import type { PlannedProbe } from "../probes/index.ts";
import { type AttemptPosition, makeAttempt } from "./attempt.ts";
import type { AttemptContext } from "./attempt-context.ts";
import type { Session } from "./session.ts";

/**
 * Samples one probe to the end of its plan. What to do next is `nextStep`'s answer; this only does it. What one attempt
 * had to adapt, the next ones start with.
 */
export async function sample(
  { probe, selected }: PlannedProbe,
  subject: ProbeRun["subject"],
  policy: Policy,
  context: AttemptContext,
  session: Session,
): Promise<ProbeRun> {
  const plan = samplingPlan(probe, policy);
  const label = probeLabel({ key: probe.key, subject });
  const where = PROBES[probe.id].comparesCredential ? { ...context.where, key: null } : context.where;
  const attempts: Attempt[] = [];
  let adaptations: readonly Adaptation[] = [];
  let pauses = 0;
  const attempt = async (place: Pick<AttemptPosition, "n" | "look" | "confirms">) => {
    session.progress({ kind: "asking", key: label });
    const made = await patiently(context.patience, label, session, () =>
      makeAttempt(probe, { ...place, label, adaptations }, context, session),
    );
    session.progress({ kind: "attempt", key: label, where, attempt: made });
    return made;
  };
  // While a rollout is still waited for, a mixture of versions is asked on until it is over.
  const waits = () =>
    context.patience !== undefined &&
    performance.now() < context.patience.until &&
    !session.signal.aborted &&
    attempts.every(({ outcome }) => outcome.kind === "pass") &&
    !isRolledOut(attempts, plan.first);
  const next = (): Step => {
    const step = nextStep(attempts, plan, pauses);
    return step.kind === "done" && waits() ? { kind: "ask", look: "burst", count: 1 } : step;
  };
  const decided = (): Step => {
    const step = next();
    session.progress({ kind: "decided", key: label, step });
    return step;
  };
  for (let step = decided(); step.kind !== "done"; step = decided()) {
    if (step.kind === "settle") {
      await session.pause(label, policy.settleMs, step.before);
      pauses++;
      continue;
    }
    const { look, count, confirms } =
      step.kind === "confirm"
        ? { look: "confirmation" as const, count: 1, confirms: step.attempt }
        : { ...step, confirms: null };
    const first = attempts.length + 1;
    const made = await Promise.all(Array.from({ length: count }, (_, i) => attempt({ n: first + i, look, confirms })));
    attempts.push(...made);
    adaptations = [...new Set(attempts.flatMap((each) => each.adaptations))];
  }
  session.progress({ kind: "finished", key: label });
  return {
    key: probe.key,
    id: probe.id,
    family: probe.family,
    case: probe.case,
    polarity: probe.polarity,
    subject,
    selected,
    where,
    attempts,
  };
}

/** The attempt, made again while a rollout that is still waited for answers with another version. */
async function patiently(
  patience: AttemptContext["patience"],
  label: string,
  session: Session,
  make: () => Promise<Attempt>,
): Promise<Attempt> {
  let waitedOut: Arrival["other"] = null;
  for (;;) {
    const made = await make();
    const other = isOtherVersion(made.outcome) ? made.outcome : null;
    const waits = other !== null && patience !== undefined && performance.now() < patience.until;
    if (!waits || session.signal.aborted) return waitedOut === null ? made : { ...made, waitedOut };
    waitedOut = withAnswer(waitedOut, other.versions);
    await session.pause(label, patience.everyMs, "rollout");
  }
}
