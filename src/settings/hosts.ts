import { BASE_URL_VARIABLE, DEFAULT_BASE_URL, normaliseBaseUrl } from "../text/base-url.ts";
import type { Problem } from "../text/problem.ts";
import { shown } from "../text/shown.ts";
import { listOf, type Reading } from "./precedence.ts";
import { type Origin, problemAt } from "./problem.ts";

/**
 * Hosts that may receive a credential, with the port where it is not the scheme's own: the host of the default base URL,
 * those of the input `allowed-hosts`, and the host of the base URL that the workflow gives. The list itself never comes
 * from a file (product.md, `allowed-hosts`).
 */
export function readAllowedHosts(reading: Reading): ReadonlySet<string> {
  const { inputs, env } = reading.source;
  const hosts = new Set<string>();
  for (const text of [DEFAULT_BASE_URL, inputs["base-url"], env[BASE_URL_VARIABLE]]) {
    const result = normaliseBaseUrl(text ?? "");
    if (result.ok) hosts.add(new URL(result.url).host);
  }
  for (const entry of listOf(inputs["allowed-hosts"])) {
    const host = hostOf(entry);
    if (host !== null) hosts.add(host);
    else
      reading.report(
        problemAt(
          { kind: "input", name: "allowed-hosts" },
          "invalid-host",
          `must list plain host names, found ${shown(entry)}`,
          "Write host or host:port, without scheme, path or wildcard.",
        ),
      );
  }
  return hosts;
}

function hostOf(entry: string): string | null {
  if (!/^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/.test(entry)) return null;
  return URL.parse(`https://${entry}`)?.host ?? null;
}

/** The problem with a host that a file named and the workflow did not allow. */
export function hostNotAllowed(origin: Origin, host: string): Problem {
  return problemAt(
    origin,
    "host-not-allowed",
    `sends the key to "${host}", which the workflow does not allow`,
    "If that is right, add the host to the input allowed-hosts, or give the base URL in the workflow.",
  );
}
