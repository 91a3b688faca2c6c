/** How one field of the plan is put back, as a step. */
import type { KnownGood } from "../../evidence/known-good.ts";
import type { PlanStep } from "../../evidence/verdict.ts";

/** A part of the plan that has several fields, in words. */
export function partName(field: string): string | undefined {
  const [part, name] = field.split(/\.(.*)/);
  if (part === "request-templates") return `request template for ${name}`;
  if (part === "headers") return `request header ${name}`;
  if (part === "query") return `query parameter ${name}`;
  return part === "env" ? `environment variable ${name}` : undefined;
}

/** Headers, parameters and variables, whose values are recorded as digests at most. */
export function isNamed({ field }: PlanStep): boolean {
  return /^(headers|query|env)\./.test(field);
}

/** A header or a variable is put back by its name and by where its value stands: nobody can set a digest. */
export function putBack(name: string, step: PlanStep, record: KnownGood | null): string {
  if (step.to === null) return `Remove the ${name}: the known-good release has none${bearingOf(step)}.`;
  const commit = record?.commit ?? null;
  const place =
    commit === null
      ? "what was declared with the known-good release; its record names no commit, so ask whoever deployed it"
      : `what the gate file of commit ${commit} declares`;
  const here = step.from === null ? ", this release has none" : "";
  return `Set the ${name} back to ${place}${here}${bearingOf(step)}.`;
}

/** What a field has to do with what failed (decision.md, "Would going back help?"); what differs and was asked needs no word. */
export const BEARING: Readonly<Record<PlanStep["implicated"], string>> = {
  yes: "",
  no: "not needed for this failure",
  unknown: "may matter",
};

/** The same at the end of a step. */
export function bearingOf({ implicated }: Pick<PlanStep, "implicated">): string {
  return BEARING[implicated] === "" ? "" : `; ${BEARING[implicated]}`;
}

/** `Restore the model: from a to b`; what the record does not hold is never called none, and nothing of it is removed. */
export function changed(verb: string, name: string, step: PlanStep, aside = ""): string {
  const { from, to, recorded } = step;
  const bearing = bearingOf(step);
  if (to !== null || recorded) return `${verb} the ${name}${aside}: ${change(step)}${bearing}.`;
  const has = from === null ? "" : ` (this release has ${from})`;
  return `Keep or check the ${name}${aside}: the known-good record does not say what it was${has}${bearing}.`;
}

/** `from a to b`, also where one of the releases has nothing. */
function change({ from, to }: PlanStep): string {
  if (to === null) return `remove ${from ?? "it"}, the known-good release has none`;
  return from === null ? `to ${to}, this release declares none` : `from ${from} to ${to}`;
}

/** Headers and variables whose values nobody recorded; they are one step, because nothing is known of them but names. */
export function isUnreadValue(step: PlanStep): boolean {
  return isNamed(step) && step.to === null && !step.recorded;
}
