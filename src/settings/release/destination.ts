import { DEFAULT_BASE_URL, normaliseBaseUrl } from "../../text/base-url.ts";
import { looksSecret } from "../../text/key-shapes.ts";
import { unreadExceptions } from "../../text/no-proxy.ts";
import { nonBlank } from "../../text/non-blank.ts";
import { shown } from "../../text/shown.ts";
import { decoded, withoutUserinfo } from "../../text/userinfo.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";

/**
 * Hosts that may receive a credential, with the port where it is not the scheme's own: that of the default base URL and
 * those that the workflow gives. The list never comes from a file (product.md, `allowed-hosts`).
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
        `must list plain host names, found ${shown(withoutUserinfo(entry))}`,
        hostHelp(entry),
      );
  }
  return hosts;
}

/**
 * The line of a step that allows one more host beside those that are allowed.
 * @param host with the port where it is not the scheme's own
 */
export function allowedHostsLine(host: string, allowed: Iterable<string>): string {
  const known = new URL(DEFAULT_BASE_URL).host;
  return `allowed-hosts: ${[...new Set([...allowed, host])].filter((each) => each !== known).join(", ")}`;
}

/** Host and port of an entry, which is one, or a URL that says nothing more; null for anything else. */
function hostOf(entry: string): string | null {
  const [, name = ""] = /^(?:https?:\/\/)?([^/]*)\/?$/i.exec(entry) ?? [];
  if (!/^([A-Za-z0-9_][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/.test(name)) return null;
  return URL.parse(`https://${name}`)?.host ?? null;
}

/** What to write instead: who lists a path would allow the whole host, so nobody takes it for one in silence. */
function hostHelp(entry: string): string {
  const isRange = /^[\d.]+\/\d+$/.test(entry);
  if (isRange || /^\.|\*/.test(entry))
    return "Write each host in full, as in api.example.com: no wildcard and no range stands for several.";
  const host = hostOf(/^((?:https?:\/\/)?[^/?#]+)[/?#]/i.exec(entry)?.[1] ?? "");
  return host === null || looksSecret(host)
    ? "Write host or host:port, without scheme, path or wildcard."
    : `Write ${host}: a host is allowed as a whole, and no path of it alone.`;
}

/**
 * The base URL of the release, where the key goes. A host that a gate file names must be allowed by the workflow.
 * @param asked whether anything is sent there; else it is only written down
 */
export function* baseUrlOf(
  { candidates }: SettingsDocument,
  allowed: ReadonlySet<string>,
  sandbox: { readonly baseUrl: string } | null,
  asked: boolean,
): Rule<string> {
  if (sandbox !== null) return sandbox.baseUrl.replace(/\/+$/, "");
  const [winner] = candidates("release.base-url");
  // What is lost of a broken file is said where it is lost.
  if (typeof winner?.value !== "string") return DEFAULT_BASE_URL;
  const result = normaliseBaseUrl(winner.value);
  if (!result.ok) {
    yield problemAt(winner.origin, "invalid-base-url", result.what, result.help);
    return DEFAULT_BASE_URL;
  }
  const { host } = new URL(result.url);
  if (!asked || winner.origin.kind !== "gate-file" || allowed.has(host)) return result.url;
  yield problemAt(
    winner.origin,
    "host-not-allowed",
    `sends the key to "${host}", which the workflow does not allow`,
    `If that is right, give the step ${allowedHostsLine(host, allowed)} - or the base URL itself.`,
  );
  return DEFAULT_BASE_URL;
}

/** Proxy variables as found in the environment; empty strings switch a proxy off. */
export interface Network {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  readonly extraCa: boolean;
}

/** Schemes of a proxy that the gate can speak to. */
const PROXY_SCHEMES = ["http:", "https:"];

/** Entries of NO_PROXY that a warning names: enough to see which kind it is. */
const MOST_NAMED = 5;

/** Proxy variables, lower case first, as curl reads them; none in the sandbox. `keep` takes credentials in them. */
export function* networkOf({ env, sandbox }: SettingsSource, keep: (secret: string) => void): Rule<Network> {
  const extraCa = nonBlank(env.NODE_EXTRA_CA_CERTS) !== undefined;
  if (sandbox !== null) return { httpProxy: "", httpsProxy: "", noProxy: "", extraCa };
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0")
    yield "NODE_TLS_REJECT_UNAUTHORIZED=0 is not obeyed: certificates are verified all the same, since the key goes to whoever answers. Unset it, and name the certificate of an authority of your own in NODE_EXTRA_CA_CERTS.";
  const httpProxy = yield* proxyOf("HTTP_PROXY", env, keep);
  const httpsProxy = yield* proxyOf("HTTPS_PROXY", env, keep);
  const noProxy = nonBlank(env.no_proxy) ?? nonBlank(env.NO_PROXY) ?? "";
  const unread = httpProxy + httpsProxy === "" ? [] : unreadExceptions(noProxy);
  if (unread.length > 0)
    yield `NO_PROXY: ${unread.slice(0, MOST_NAMED).map(shown).join(", ")} ${unread.length > 1 ? "are" : "is"} not understood, so the proxy is asked for what that may mean. Write names (.corp.example), addresses and networks (10.0.0.0/8), each with a port if need be.`;
  return { httpProxy, httpsProxy, noProxy, extraCa };
}

function* proxyOf(upper: string, env: SettingsSource["env"], keep: (secret: string) => void): Rule<string> {
  const name = nonBlank(env[upper.toLowerCase()]) === undefined ? upper : upper.toLowerCase();
  const text = nonBlank(env[name]);
  if (text === undefined) return "";
  for (const secret of credentialsIn(text)) keep(secret);
  // A proxy without a scheme is common, and means http to every client.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url !== null && PROXY_SCHEMES.includes(url.protocol) && url.hostname !== "") return url.href;
  yield problemAt(
    { kind: "environment", name },
    "invalid-proxy",
    "is not the URL of an http or https proxy",
    "Write it like http://proxy.example:3128, or unset it.",
  );
  return "";
}

/** User name and password, found before the URL is parsed, so that a malformed one does not escape the mask. */
function credentialsIn(text: string): readonly string[] {
  const userinfo = /^(?:[^/]*:\/\/|\/\/)?([^/?#]*)@/.exec(text)?.[1];
  if (userinfo === undefined || userinfo === "") return [];
  const colon = userinfo.indexOf(":");
  // Without a password the user name is a token.
  const secret = colon === -1 ? userinfo : userinfo.slice(colon + 1);
  return [...new Set([userinfo, secret, decoded(secret)])].filter((form) => form !== "");
}
