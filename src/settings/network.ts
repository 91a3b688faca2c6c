import { given, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import type { Network } from "./settings.ts";

/** Schemes of a proxy that the gate can speak to. */
const PROXY_SCHEMES = ["http:", "https:"];

/**
 * Proxy variables, lower case first, as curl reads them. The sandbox is on this machine, so a proxy is switched off.
 * Credentials inside a proxy URL are kept as secrets.
 */
export function readNetwork(reading: Reading): Network {
  const { env, sandbox } = reading.source;
  const extraCa = given(env.NODE_EXTRA_CA_CERTS) !== undefined;
  if (sandbox !== null) return { httpProxy: "", httpsProxy: "", noProxy: "", extraCa };
  return {
    httpProxy: readProxy("HTTP_PROXY", reading),
    httpsProxy: readProxy("HTTPS_PROXY", reading),
    noProxy: given(env.no_proxy) ?? given(env.NO_PROXY) ?? "",
    extraCa,
  };
}

function readProxy(upper: string, reading: Reading): string {
  const { env } = reading.source;
  const name = given(env[upper.toLowerCase()]) === undefined ? upper : upper.toLowerCase();
  const text = given(env[name]);
  if (text === undefined) return "";
  keepCredentials(text, reading);
  // A proxy without a scheme is common, and means http to every client.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url !== null && PROXY_SCHEMES.includes(url.protocol) && url.hostname !== "") return url.href;
  reading.report(
    problemAt(
      { kind: "environment", name },
      "invalid-proxy",
      "is not the URL of an http or https proxy",
      "Write it like http://proxy.example:3128, or unset it.",
    ),
  );
  return "";
}

/** Keeps user name and password before the URL is parsed, so that a malformed one does not escape the mask. */
function keepCredentials(text: string, reading: Reading): void {
  const userinfo = /^(?:[^/]*:\/\/|\/\/)?([^/?#]*)@/.exec(text)?.[1];
  if (userinfo === undefined || userinfo === "") return;
  reading.keep(userinfo);
  const colon = userinfo.indexOf(":");
  // Without a password the user name is a token.
  const secret = colon === -1 ? userinfo : userinfo.slice(colon + 1);
  for (const form of new Set([secret, decoded(secret)])) if (form !== "" && form !== userinfo) reading.keep(form);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
