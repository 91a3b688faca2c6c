import { TRANSPORT_CHECKS } from "./transport-details.ts";

/** What an answer of the deployed service was in place of the expected one, by the `detail` of the failure: where to look first. */
const ROWS = {
  "provider-error-exposed":
    "The answer shows an error of the provider to whoever asks: catch it in the service, and answer with an error of its own.",
  "page-not-expected":
    "A web page came in place of the route: check its path, and that it is deployed; many servers answer an unknown route with their start page.",
  "job-address-unusable":
    "The first answer leads to no address at which the job can be asked, or to another host: see probes.app.until.at, and the header Location.",
} as const;

/** What an answer of the deployed service was instead. */
export const APP_CHECKS: ReadonlyMap<string, string> = new Map(Object.entries(ROWS));

/** Where to look first by the `detail` of a failure, which says more than its category. */
export const DETAIL_CHECKS: ReadonlyMap<string, string> = new Map([...TRANSPORT_CHECKS, ...APP_CHECKS]);
