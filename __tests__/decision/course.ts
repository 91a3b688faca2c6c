/** Samples one probe as the gate would, against an endpoint whose answers are given beforehand. */
import { nextStep, type SamplingPlan } from "../../src/decision/sampling.ts";
import type { Attempt } from "../../src/evidence/attempt.ts";
import { bareAttempt, type Seen } from "./observed.ts";

/** What was done, in words (`burst 4`, `confirm 1`), and what was seen. */
export interface CourseTaken {
  readonly steps: readonly string[];
  readonly attempts: readonly Attempt[];
}

/** More than any plan in these tests asks for: a plan that never ends would otherwise hang the test. */
const FAR_TOO_MANY = 500;

/**
 * Takes `nextStep`'s advice until it is done. The endpoint gives the answers one after the other; a confirmation gets
 * the next one like every other attempt.
 */
export function takeCourse(plan: SamplingPlan, answer: (n: number, confirms: Attempt | null) => Seen): CourseTaken {
  const steps: string[] = [];
  const attempts: Attempt[] = [];
  let pauses = 0;
  const ask = (look: Attempt["look"], confirms: number | null) => {
    const n = attempts.length + 1;
    const original = attempts.find((attempt) => attempt.n === confirms) ?? null;
    attempts.push(bareAttempt(n, look, confirms, answer(n, original).outcome));
  };
  while (attempts.length < FAR_TOO_MANY) {
    const step = nextStep(attempts, plan, pauses);
    if (step.kind === "done") return { steps, attempts };
    if (step.kind === "settle") {
      steps.push("settle");
      pauses++;
    } else if (step.kind === "confirm") {
      steps.push(`confirm ${step.attempt}`);
      ask("confirmation", step.attempt);
    } else {
      steps.push(step.count === 1 ? step.look : `${step.look} ${step.count}`);
      for (let asked = 0; asked < step.count; asked++) ask(step.look, null);
    }
  }
  throw new Error(`the plan never ended: ${steps.slice(0, 20).join(", ")}`);
}

/** Answers these, then the last of them for ever. */
export function answering(...seen: readonly [Seen, ...Seen[]]): (n: number) => Seen {
  return (n) => seen[Math.min(n, seen.length) - 1] ?? seen[0];
}
