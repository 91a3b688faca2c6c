import type { TriggerId } from "../evidence/triggers.ts";
import type { TriggerReport, Verdict } from "../evidence/verdict.ts";
import { isServiceKey } from "../evidence/whose-fault.ts";
import { atMost } from "./document.ts";

/** What failed in the fewest words, for titles and headlines; other triggers are called by their ids. */
const CAUSES: Readonly<Partial<Record<TriggerId, { readonly api: string; readonly service: string }>>> = {
  authentication: { api: "credential refused", service: "credential refused by the service" },
  route: { api: "wrong route", service: "wrong route to the service" },
  "request-schema": { api: "requests rejected", service: "requests rejected by the service" },
  model: { api: "model unknown", service: "model unknown to the service" },
  "response-contract": { api: "answers not as documented", service: "unreadable answers of the service" },
  "timeout-rate": { api: "provider timeouts", service: "timeouts of the service" },
  "error-rate": { api: "provider errors", service: "errors of the service" },
  "app-behaviour": { api: "answers not as declared", service: "service not as declared" },
};

/** Probes named in a cause; the table has them all. */
const MOST_NAMED = 2;

/** `provider errors on chat`: what made the decision, on the API and on the deployed service apart. */
export function causeOf({ decision, reasonCode, triggers }: Verdict): string {
  const leading = triggers.find(({ fired, severity }) => fired && severity === decision);
  return leading === undefined ? reasonCode : causeWords(leading);
}

function causeWords({ id, probes }: TriggerReport): string {
  const words = CAUSES[id] ?? { api: id.replaceAll("-", " "), service: id.replaceAll("-", " ") };
  const { api = [], service = [] } = Object.groupBy(probes, (key) => (isServiceKey(key) ? "service" : "api"));
  const sides = [
    ...(api.length === 0 ? [] : [`${words.api} on ${atMost(api, MOST_NAMED).join(", ")}`]),
    ...(service.length === 0 ? [] : [`${words.service} on ${atMost(service, MOST_NAMED).join(", ")}`]),
  ];
  return sides.length === 0 ? words.api : sides.join("; ");
}

/** The code of a verdict as a title has it; that going back would not help is never said without the cause. */
export function reasonInTitle(verdict: Verdict): string {
  return verdict.reasonCode === "rollback-would-not-help"
    ? `${causeOf(verdict)}; going back would not help`
    : verdict.reasonCode;
}

/** Code and sentence of a verdict; the sentence of a fired trigger begins with its code already. */
export function codedReason(verdict: Verdict): string {
  const { reasonCode, reason } = verdict;
  if (reasonCode === "rollback-would-not-help") return `${reasonInTitle(verdict)}. ${reason}`;
  return reason.startsWith(`${reasonCode}: `) ? reason : `${reasonCode}: ${reason}`;
}
