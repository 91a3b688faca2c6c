import { answerFor, requestIdOf } from "../../evidence/answers.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { isOfService } from "../../evidence/probes.ts";
import { faultOf } from "../../evidence/whose-fault.ts";
import { DEFAULT_BASE_URL } from "../../text/base-url.ts";
import { declared, type ReportContext, serviceOwner } from "../context.ts";

/** Request ids that are quoted; a few are enough to find the rest. */
const MAX_REQUEST_IDS = 3;

/** Whom to ask where the quick checks explain nothing: the provider about the API, the service's owner about the service. */
export function escalate(evidence: Evidence, context: ReportContext): readonly string[] {
  // The embedded gateway has no support, and the service beside it no owner.
  if (evidence.run.sandbox) return [];
  const { api, service } = faultOf(evidence.verdict.triggers, evidence);
  return [...(api ? askProvider(evidence, context) : []), ...(service ? [askOwner(evidence, context)] : [])];
}

function askProvider(evidence: Evidence, context: ReportContext): readonly string[] {
  const support = declared(context, "support") ?? knownSupport(evidence);
  const ids = requestIds(evidence, false);
  if (support === null && ids.length === 0) return [];
  const quote = ids.length === 0 ? "" : `, quoting request id ${ids.join(", ")}`;
  return [`If that does not explain it, ask support${quote}${support === null ? "." : `: ${support}`}`];
}

/** Where CometAPI is asked, its help center is known without being declared. */
const COMETAPI_HELP_CENTER = "https://apidoc.cometapi.com/support/help-center";

function knownSupport({ release }: Evidence): string | null {
  const host = URL.parse(release.configuration?.baseUrl ?? "")?.host;
  return host === URL.parse(DEFAULT_BASE_URL)?.host ? COMETAPI_HELP_CENTER : null;
}

function askOwner(evidence: Evidence, context: ReportContext): string {
  const ids = requestIds(evidence, true);
  const quote = ids.length === 0 ? "" : `, quoting the service's own request id ${ids.join(", ")}`;
  return `If the service's own logs do not explain it, ask ${serviceOwner(context)}${quote}.`;
}

/** Ids of the answers that speak for what did not pass. */
function requestIds(evidence: Evidence, ofService: boolean): readonly string[] {
  return evidence.verdict.probes
    .filter(({ id, result }) => result !== "pass" && isOfService(id) === ofService)
    .flatMap((verdict) => requestIdOf(answerFor(evidence, verdict).attempt) ?? [])
    .slice(0, MAX_REQUEST_IDS);
}
