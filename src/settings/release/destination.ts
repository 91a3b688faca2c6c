import { DEFAULT_BASE_URL, normaliseBaseUrl } from "../../text/base-url.ts";
import { shown } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";

/**
 * Hosts that may receive a credential, with the port where it is not the scheme's own: the host of the default base URL,
 * those of the input `allowed-hosts`, and the host of the base URL that the workflow gives. The list itself never comes
 * from a file (product.md, `allowed-hosts`).
 */
export function* allowedHosts({ values, candidates, originOf }: SettingsDocument): Rule<ReadonlySet<string>> {
  const hosts = new Set<string>();
  const ofWorkflow = candidates("release.base-url").filter(({ origin }) => origin.kind !== "gate-file");
  for (const text of [DEFAULT_BASE_URL, ...ofWorkflow.map(({ value }) => String(value))]) {
    const result = normaliseBaseUrl(text);
    if (result.ok) hosts.add(new URL(result.url).host);
  }
  for (const entry of values.step?.["allowed-hosts"] ?? []) {
    const host = hostOf(entry);
    if (host !== null) hosts.add(host);
    else
      yield problemAt(
        originOf("step.allowed-hosts"),
        "invalid-host",
        `must list plain host names, found ${shown(entry)}`,
        "Write host or host:port, without scheme, path or wildcard.",
      );
  }
  return hosts;
}

function hostOf(entry: string): string | null {
  if (!/^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/.test(entry)) return null;
  return URL.parse(`https://${entry}`)?.host ?? null;
}

/**
 * The base URL of the release, which is where the key goes. A host that a gate file names must be allowed by the workflow;
 * a host from input or environment comes from the workflow itself.
 */
export function* baseUrlOf(
  { candidates }: SettingsDocument,
  allowed: ReadonlySet<string>,
  sandbox: { readonly baseUrl: string } | null,
): Rule<string> {
  if (sandbox !== null) return sandbox.baseUrl.replace(/\/+$/, "");
  const [winner] = candidates("release.base-url");
  if (winner === undefined) return DEFAULT_BASE_URL;
  const result = normaliseBaseUrl(String(winner.value));
  if (!result.ok) {
    yield problemAt(winner.origin, "invalid-base-url", result.what, result.help);
    return DEFAULT_BASE_URL;
  }
  const { host } = new URL(result.url);
  if (winner.origin.kind !== "gate-file" || allowed.has(host)) return result.url;
  yield problemAt(
    winner.origin,
    "host-not-allowed",
    `sends the key to "${host}", which the workflow does not allow`,
    "If that is right, add the host to the input allowed-hosts, or give the base URL in the workflow.",
  );
  return DEFAULT_BASE_URL;
}
