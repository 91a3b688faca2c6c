/** What came of a request to the deployed service, where that says more than its category. */
import type { Observation } from "./attempt.ts";
import { type Category, factsOf } from "./categories.ts";
import { isOfService, type ProbeId } from "./probes.ts";
import { TRANSPORT_CHECKS } from "./transport-details.ts";

/** What it means, as a headline has it (behind a semicolon what that leaves open), and where to look first if not where its category says. */
type Row = readonly [means: string, check?: string];

/** What an answer was in place of the expected one, by the `detail` of the failure. */
// biome-ignore format: a table reads by its rows
const ROWS: Readonly<Record<string, Row>> = {
  "provider-error-exposed": [
    "the deployed service shows its users an error of the provider",
    "The answer shows an error of the provider to whoever asks: catch it in the service, and answer with an error of its own. Where these are its own words, name them: probes.app.expect.status and pointers.",
  ],
  "key-exposed": [
    "the deployed service shows a key to whoever asks",
    "A key was shown to whoever asks, and may be in logs and caches by now: revoke or rotate it first, then see what puts it into the answer.",
  ],
  "header-not-expected": [
    "a header of the deployed service's answer is not as declared",
    "A header of the answer is missing or other than declared: see what sets it, the service or what stands in front of it, and compare probes.app.expect.headers.",
  ],
  "pointer-not-expected": [
    "a value in the deployed service's answer is not as declared",
    "The answer came, and a value in it is missing or other than declared: ask the route yourself and compare it with probes.app.expect.pointers; a field that was renamed or moved breaks the service's clients, too.",
  ],
  "not-json": [
    "the deployed service's answer is no JSON",
    "The answer is no JSON: see what this version returns there, and whether something in front of the service answered for it.",
  ],
  "page-not-expected": [
    "a web page came in place of the deployed service's answer",
    "A web page came in place of the route: check its path, and that it is deployed; many servers answer an unknown route with their start page.",
  ],
  "sign-in-page": [
    "a sign-in page or a bot check answered in place of the service; this runner was not let in",
    "A page to sign in, or a check for bots, answered in place of the service: give the gate a token that is taken there (probes.app.headers, { from-env: NAME }, with NAME in allowed-env), let this runner through, or name an address that is not behind it.",
  ],
  "refused-in-body": [
    "the body of the deployed service's answer says 401; this runner was not let in",
    "The status is a success, and the body says that whoever asked was not let in: give the gate a token that lives as long as the run (probes.app.headers, { from-env: NAME }, with NAME in allowed-env).",
  ],
  "not-an-event-stream": [
    "the deployed service answered in one piece and not as a stream",
    "The answer came in one piece and not as a stream: see whether this version still streams (Content-Type, stream in the body), and what in front of it gathers the answer.",
  ],
  "stream-without-events": [
    "the deployed service's stream ended without an event",
    "The stream began and ended without an event: look at the service's logs by the request id for what failed behind its status.",
  ],
  "too-few-events": [
    "the deployed service's stream has fewer events than declared",
    "The stream has fewer events than declared: see whether the service or a proxy gathers the pieces, and compare probes.app.stream.min-events.",
  ],
  "no-text": ["the deployed service's stream held no text"],
  apology: [
    "the deployed service apologised in place of an answer",
    "The answer is an apology for trouble of the service's own: look at its logs by the request id for what it caught. Where it is right, say so in probes.app.expect.pointers: { contains: TEXT }.",
  ],
  "personal-data-in-body": [
    "a person's data is in the deployed service's answer",
    "The answer holds a person's data that the request did not have: see whose it is, and whether a cache or a session of somebody else answered.",
  ],
  "job-failed": [
    "a job of the deployed service failed",
    "The job was taken, and failed: look at the logs of its worker by the job's id; the route that takes jobs is well.",
  ],
  "job-not-done": [
    "a job of the deployed service was not done in time",
    "The job was still under way when its time (until.within) was over: see whether workers of this version run, and how long their queue is.",
  ],
  "job-address-unusable": [
    "the deployed service names no address at which its job can be asked",
    "The first answer leads to no address at which the job can be asked, or to another host: see probes.app.until.at, and the header Location.",
  ],
};

/** The `detail` of a status that is not declared. */
const STATUS = "status-not-expected";

/** What such a status says, by its category; any other is what the category says. */
// biome-ignore format: a table reads by its rows
const STATUS_ROWS: readonly (readonly [category: Category, status: RegExp, row: Row])[] = [
  ["app-behaviour", /^(?:404|405|410)$/, [
    "the deployed service has no such route",
    "The service has no such route or method: compare url and method of probes.app with the routes of this version, and see whether all of it is deployed.",
  ]],
  ["app-behaviour", /^(?:400|413|415|422)$/, [
    "the deployed service refuses the declared request",
    "The service refused the request: compare body and Content-Type of probes.app with what this version takes; where its clients send the same, the release breaks them.",
  ]],
  ["app-behaviour", /^3/, [
    "the deployed service sends the request elsewhere",
    "The service sent the request elsewhere, and a redirect is not followed: see what set it up, and name the address that it leads to where that is meant.",
  ]],
  ["app-behaviour", /^2/, [
    "the deployed service answers with another status than declared",
    "The service answered with another success than declared: see whether an answer is still in it, and compare probes.app.expect.status.",
  ]],
  ["blocked", /^3/, [
    "a redirect to sign in, or to another host, came in place of the service; this runner was not let in",
    "The service sent this runner to a page to sign in, or to another host: give the gate a token that is taken there (probes.app.headers, { from-env: NAME }, with NAME in allowed-env), or name the address that it leads to where that is the service's own.",
  ]],
  ["blocked", /./, [
    "the service, or what stands in front of it, refused this runner; its token and place are suspects",
  ]],
  ["provider-5xx", /^50[234]$/, [
    "the deployed service, or what stands in front of it, could not take requests",
    "The service, or what stands in front of it, answered that nobody there takes requests: see whether instances of this version start and pass their health checks, then at their logs.",
  ]],
];

/** Every row by its detail. */
export const APP_CHECKS: ReadonlyMap<string, Row> = new Map(Object.entries(ROWS));

function rowOf(category: Category, { detail = "", status }: Observation): Row | undefined {
  if (detail !== STATUS) return APP_CHECKS.get(detail);
  return STATUS_ROWS.find(([of, form]) => of === category && form.test(String(status)))?.[2];
}

/** What a failure of the deployed service means; undefined: no more than its trigger. */
export function meansOf(category: Category, observed: Observation): string | undefined {
  return rowOf(category, observed)?.[0];
}

/** The same of an answer of which no more than its status is known; a success that was refused was a page. */
export function meansOfStatus(category: Category, status: number): string | undefined {
  return meansOf(category, { detail: category === "blocked" && status < 300 ? "sign-in-page" : STATUS, status });
}

/** Where to look first about a failure that this probe met. */
export function checkOfFailure(category: Category, observed: Observation, probe: ProbeId): string {
  const [, own] = (isOfService(probe) ? rowOf(category, observed) : undefined) ?? [];
  return own ?? TRANSPORT_CHECKS.get(observed.detail ?? "") ?? factsOf(category, probe).quickCheck;
}
