import { BASE_URL_VARIABLE, DEFAULT_BASE_URL, normaliseBaseUrl } from "../text/base-url.ts";
import { hostNotAllowed, readAllowedHosts } from "./hosts.ts";
import { pick, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";

/**
 * The base URL of the release, which is where the key goes. A host that a gate file names must be allowed by the workflow;
 * a host from input or environment comes from the workflow itself.
 */
export function readBaseUrl(reading: Reading): string {
  const { sandbox } = reading.source;
  const allowed = readAllowedHosts(reading);
  if (sandbox !== null) return sandbox.baseUrl.replace(/\/+$/, "");
  const given = pick(reading, { input: "base-url", gate: ["release", "base-url"], env: [BASE_URL_VARIABLE] });
  if (given === null) return DEFAULT_BASE_URL;
  const result = normaliseBaseUrl(given.value);
  if (!result.ok) {
    reading.report(problemAt(given.origin, "invalid-base-url", result.what, result.help));
    return DEFAULT_BASE_URL;
  }
  const { host } = new URL(result.url);
  if (given.origin.kind !== "gate-file" || allowed.has(host)) return result.url;
  reading.report(hostNotAllowed(given.origin, host));
  return DEFAULT_BASE_URL;
}
