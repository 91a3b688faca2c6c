/** Where to look first by what came of a request, which says more than its category. */
import type { Observation } from "./attempt.ts";
import { type Category, factsOf } from "./categories.ts";
import type { ProbeId } from "./probes.ts";
import { TRANSPORT_CHECKS } from "./transport-details.ts";

const SIGN_IN =
  "A page to sign in, or a check for bots, answered in place of the service: give the gate a token (probes.app.headers, { from-env: NAME }, with NAME in allowed-env), let this runner through, or name an address that is not behind it.";

/** What an answer of the deployed service was in place of the expected one, by the `detail` of the failure. */
const ROWS = {
  "provider-error-exposed":
    "The answer shows an error of the provider to whoever asks: catch it in the service, and answer with an error of its own.",
  "header-not-expected":
    "A header of the answer is missing or other than declared: see what sets it, the service or what stands in front of it, and compare probes.app.expect.headers.",
  "pointer-not-expected":
    "The answer came, and a value in it is missing or other than declared: ask the route yourself and compare it with probes.app.expect.pointers; a field that was renamed or moved breaks the service's clients, too.",
  "not-json":
    "The answer is no JSON: see what this version returns there, and whether something in front of the service answered for it.",
  "page-not-expected":
    "A web page came in place of the route: check its path, and that it is deployed; many servers answer an unknown route with their start page.",
  "sign-in-page": SIGN_IN,
  "not-an-event-stream":
    "The answer came in one piece and not as a stream: see whether this version still streams (Content-Type, stream in the body), and what in front of it gathers the answer.",
  "stream-without-events":
    "The stream began and ended without an event: look at the service's logs by the request id for what failed behind its status.",
  "too-few-events":
    "The stream has fewer events than declared: see whether the service or a proxy gathers the pieces, and compare probes.app.stream.min-events.",
  "personal-data-in-body":
    "The answer holds a person's data that the request did not have: see whose it is, and whether a cache or a session of somebody else answered.",
  "job-failed":
    "The job was taken, and failed: look at the logs of its worker by the job's id; the route that takes jobs is well.",
  "job-not-done":
    "The job was still under way when its time (until.within) was over: see whether workers of this version run, and how long their queue is.",
  "job-address-unusable":
    "The first answer leads to no address at which the job can be asked, or to another host: see probes.app.until.at, and the header Location.",
} as const;

/** The table of an answer's details. */
export const APP_CHECKS: ReadonlyMap<string, string> = new Map(Object.entries(ROWS));

/** The `detail` of a status of the deployed service that is not declared. */
const STATUS = "status-not-expected";

/** What such a status says, by its category; any other is what the category says. */
const STATUS_CHECKS: readonly (readonly [category: Category, status: RegExp, check: string])[] = [
  [
    "app-behaviour",
    /^(?:404|405|410)$/,
    "The service has no such route or method: compare url and method of probes.app with the routes of this version, and see whether all of it is deployed.",
  ],
  [
    "app-behaviour",
    /^(?:400|413|415|422)$/,
    "The service refused the request: compare body and Content-Type of probes.app with what this version takes; where its clients send the same, the release breaks them.",
  ],
  [
    "app-behaviour",
    /^3/,
    "The service sent the request elsewhere, and a redirect is not followed: see what set it up, and name the address that it leads to where that is meant.",
  ],
  [
    "app-behaviour",
    /^2/,
    "The service answered with another success than declared: see whether an answer is still in it, and compare probes.app.expect.status.",
  ],
  ["blocked", /^3/, SIGN_IN],
  [
    "provider-5xx",
    /^50[234]$/,
    "The service, or what stands in front of it, answered that nobody there takes requests: see whether instances of this version start and pass their health checks, then at their logs.",
  ],
];

/** Where to look first about a failure that this probe met. */
export function checkOfFailure(category: Category, { detail, status }: Observation, probe: ProbeId): string {
  const own =
    detail === STATUS
      ? STATUS_CHECKS.find(([of, form]) => of === category && form.test(String(status)))?.[2]
      : (APP_CHECKS.get(detail ?? "") ?? TRANSPORT_CHECKS.get(detail ?? ""));
  return own ?? factsOf(category, probe).quickCheck;
}
