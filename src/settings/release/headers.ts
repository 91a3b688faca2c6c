import type { ReleaseHeader } from "../../evidence/app.ts";
import { valueDigest } from "../../evidence/configuration.ts";
import { MIN_SCANNABLE_CHARS } from "../../evidence/redaction.ts";
import { hasKeyFormat } from "../../text/key-shapes.ts";
import { nonBlank } from "../../text/non-blank.ts";
import { shown } from "../../text/shown.ts";
import { VARIABLE_NAME } from "../gate-file/words.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";

/** How the key travels: header name and scheme (`Bearer`), or no credential at all. An empty scheme sends the bare key. */
export type Auth = { readonly header: string; readonly scheme: string } | "none";

/** What reading a variable into a header takes: the variables, those that may be read, and who keeps the secret. */
export interface HeaderVariables {
  readonly env: SettingsSource["env"];
  readonly allowed: ReadonlySet<string>;
  readonly keep: (secret: string) => void;
}

/** Headers that the gate or HTTP itself sets; setting them twice breaks framing, routing or the probes' meaning. */
// biome-ignore format: a list of words reads by lines
const RESERVED = new Set([
  "accept", "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "expect", "host",
  "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
]);

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
  if (RESERVED.has(header.toLowerCase()))
    yield problemAt(
      originOf("release.auth.header"),
      "reserved-header",
      `cannot be ${shown(header)}: HTTP itself or the gate sets this header`,
      "Name the header that your provider documents for the key.",
    );
  return { header, scheme };
}

/** Names that `from-env` may read. The list comes only from the workflow (product.md, `allowed-env`). */
export function* allowedVariables({ values, originOf }: SettingsDocument): Rule<ReadonlySet<string>> {
  const names = values.step?.["allowed-env"] ?? [];
  for (const name of names)
    if (!VARIABLE_NAME.test(name))
      yield problemAt(
        originOf("step.allowed-env"),
        "invalid-variable",
        `must list names of environment variables, found ${shown(name)}`,
        "Write the names one by one, without $ and without wildcards.",
      );
  return new Set(names);
}

/** A header by its lower-case name with the digest of its value; null: the value came from the environment. */
export function headerDigest({ name, value, secret }: ReleaseHeader) {
  const lower = name.toLowerCase();
  return { name: lower, digest: secret ? null : valueDigest(lower, value) };
}

/**
 * Reads a section of headers. Values from the environment are masked at once; every other one stands in the file.
 * @param ofKey headers (lower case) in which the gate itself may send the key
 */
export function* headerSection(
  path: "release.headers" | "probes.app.headers",
  headers: Readonly<Record<string, string | { readonly "from-env": string }>>,
  { originOf }: Pick<SettingsDocument, "originOf">,
  variables: HeaderVariables,
  ofKey: readonly string[] = [],
): Rule<readonly ReleaseHeader[]> {
  const list: ReleaseHeader[] = [];
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
    } else if (RESERVED.has(lower))
      yield problemAt(origin, "reserved-header", "is set by HTTP itself or by the gate", `Remove it from ${path}.`);
    const read = yield* typeof value === "string"
      ? literal(value, origin)
      : fromEnvironment(value["from-env"], origin, variables);
    if (read !== null) list.push({ name, value: read, secret: typeof value !== "string" });
  }
  return list;
}

/** Characters that no HTTP header can carry. */
const NOT_IN_A_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/;

function* literal(value: string, origin: Origin): Rule<string | null> {
  if (hasKeyFormat(value)) {
    const help = "Rotate it, then use { from-env: NAME } and allowed-env.";
    yield problemAt(origin, "secret-in-file", "holds what looks like a key", help);
  }
  if (!NOT_IN_A_HEADER.test(value)) return value.trim();
  const what = "has characters that no HTTP header can carry";
  yield problemAt(origin, "invalid-header-value", what, "Write it in plain characters.");
  return null;
}

function* fromEnvironment(name: string, origin: Origin, { env, allowed, keep }: HeaderVariables): Rule<string | null> {
  if (!allowed.has(name)) {
    // A name that is not written like a variable may be the secret itself.
    const safe = /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : shown(name);
    yield problemAt(
      origin,
      "env-not-allowed",
      `reads the environment variable ${safe}, which the workflow does not allow`,
      "If that is right, add its name to the input allowed-env.",
    );
    return null;
  }
  const value = nonBlank(env[name]);
  if (value === undefined) {
    const help = `Set ${name} in the step's env: section.`;
    yield problemAt(origin, "missing-header-value", `reads ${name}, which is not set`, help);
    return null;
  }
  keep(value);
  // Whoever repeats a credential mostly leaves its scheme out.
  const credential = /^[A-Za-z]+ +(\S+)$/.exec(value)?.[1] ?? "";
  if (credential.length >= MIN_SCANNABLE_CHARS) keep(credential);
  if (!NOT_IN_A_HEADER.test(value)) return value;
  const what = `reads ${name}, which no HTTP header can carry`;
  yield problemAt(origin, "invalid-header-value", what, "Store it again, on one line.");
  return null;
}
