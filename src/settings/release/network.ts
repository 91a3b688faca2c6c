import { nonBlank } from "../../text/non-blank.ts";
import { problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";

/** Proxy variables as found in the environment; empty strings switch a proxy off. */
export interface Network {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  readonly extraCa: boolean;
}

/** Schemes of a proxy that the gate can speak to. */
const PROXY_SCHEMES = ["http:", "https:"];

/**
 * Proxy variables, lower case first, as curl reads them. The sandbox is on this machine, so a proxy is switched off.
 * @param keep takes credentials inside a proxy URL, before anything else happens with them
 */
export function* networkOf(
  { env, sandbox }: Pick<SettingsSource, "env" | "sandbox">,
  keep: (secret: string) => void,
): Rule<Network> {
  const extraCa = nonBlank(env.NODE_EXTRA_CA_CERTS) !== undefined;
  if (sandbox !== null) return { httpProxy: "", httpsProxy: "", noProxy: "", extraCa };
  return {
    httpProxy: yield* proxyOf("HTTP_PROXY", env, keep),
    httpsProxy: yield* proxyOf("HTTPS_PROXY", env, keep),
    noProxy: nonBlank(env.no_proxy) ?? nonBlank(env.NO_PROXY) ?? "",
    extraCa,
  };
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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
