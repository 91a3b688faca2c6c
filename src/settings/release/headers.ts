import type { SentValue } from "../../evidence/app.ts";
import type { Family } from "../../evidence/vocabulary.ts";
import { problem } from "../../text/problem.ts";
import { shown } from "../../text/shown.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import { type DeclaredValue, IN_A_HEADER, type SecretVariables, sentValue, valueDigestOf } from "./sent-values.ts";

/** How the key travels: header name and scheme (`Bearer`), or no credential at all. An empty scheme sends the bare key. */
export type Auth = { readonly header: string; readonly scheme: string } | "none";

/** Headers that the gate or HTTP itself sets; setting them twice breaks framing, routing or the probes' meaning. */
// biome-ignore format: a list of words reads by lines
const RESERVED = new Set([
  "accept-encoding", "connection", "content-encoding", "content-length", "expect", "host",
  "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
]);

/** What decides how a body is written and an answer is read: only the application's own request may ask for something else. */
const OF_THE_PROBES = ["accept", "content-type"];

/** How the key travels where the gate file does not say it, and in the sandbox, which knows nothing else. */
export function authWith({
  header = "Authorization",
  scheme = "Bearer",
}: {
  readonly header?: string | undefined;
  readonly scheme?: string | undefined;
} = {}) {
  return { header, scheme };
}

/** How the key travels. */
export function* authOf({ values, originOf }: SettingsDocument, sandbox: SettingsSource["sandbox"]): Rule<Auth> {
  const auth = values.release?.auth;
  if (sandbox !== null || auth === undefined) return authWith();
  if (auth === "none") return "none";
  const { header, scheme } = authWith(auth);
  if (isReserved(header, "release.headers"))
    yield problemAt(
      originOf("release.auth.header"),
      "reserved-header",
      `cannot be ${shown(header)}: HTTP itself or the gate sets this header`,
      "Name the header that your provider documents for the key.",
    );
  return { header, scheme };
}

/** Host that takes the key of Messages in `x-api-key` alone (Anthropic's reference); gateways take it as they take others. */
const ANTHROPIC = "api.anthropic.com";

/** The key would be refused, and the release blamed, for the gate's own default. */
export function* anthropicAuthRule(
  { values }: SettingsDocument,
  baseUrl: string,
  families: readonly Family[],
): Rule<void> {
  if (values.release?.auth !== undefined || !families.includes("messages")) return;
  if (URL.parse(baseUrl)?.hostname !== ANTHROPIC) return;
  const what = `release.auth is not declared, and ${ANTHROPIC} takes the key in the header x-api-key`;
  yield problem("missing-auth", what, 'Write auth: { header: x-api-key, scheme: "" } under release: in the gate file.');
}

type Section = "release.headers" | "probes.app.headers" | "probes.metrics.headers";

function isReserved(header: string, path: Section): boolean {
  const lower = header.toLowerCase();
  return RESERVED.has(lower) || (path === "release.headers" && OF_THE_PROBES.includes(lower));
}

/** A header with the digest of its value, whatever the case of its name. */
export function headerDigest(header: SentValue) {
  return valueDigestOf({ ...header, name: header.name.toLowerCase() });
}

/**
 * Reads a section of headers. Values from the environment are masked at once; every other one stands in the file.
 * @param ofKey headers (lower case) in which the gate itself may send the key
 */
export function* headerSection(
  path: Section,
  headers: Readonly<Record<string, DeclaredValue>>,
  { originOf }: { readonly originOf: (path: Section, name: string) => Origin },
  variables: SecretVariables,
  ofKey: readonly string[] = [],
): Rule<readonly SentValue[]> {
  const list: SentValue[] = [];
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(headers)) {
    const origin = originOf(path, name);
    const lower = name.toLowerCase();
    if (seen.has(lower))
      yield problemAt(origin, "duplicate-header", "is given twice", "Header names ignore case; keep one of them.");
    seen.add(lower);
    if (ofKey.includes(lower)) {
      const help = "Use release.auth for its header and scheme.";
      yield problemAt(origin, "reserved-header", "carries the key, which the gate sets", help);
    } else if (isReserved(name, path))
      yield problemAt(origin, "reserved-header", "is set by HTTP itself or by the gate", `Remove it from ${path}.`);
    const sent = yield* sentValue(name, value, origin, variables, IN_A_HEADER);
    if (sent !== null) list.push(typeof value === "string" ? { ...sent, value: sent.value.trim() } : sent);
  }
  return list;
}
