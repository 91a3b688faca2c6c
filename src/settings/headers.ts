import type { ReleaseHeader } from "../evidence/app.ts";
import { MIN_SCANNABLE_CHARS } from "../evidence/redaction.ts";
import { hasKeyFormat } from "../text/key-shapes.ts";
import { problem } from "../text/problem.ts";
import { shown } from "../text/shown.ts";
import { given, listOf, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";
import { VARIABLE_NAME } from "./schema-words.ts";
import type { Auth } from "./settings.ts";

/** Headers that the gate or HTTP itself sets; setting them twice breaks framing, routing or the probes' meaning. */
const RESERVED = new Set([
  "accept",
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** How the key travels; `Authorization: Bearer` unless the gate file says otherwise. The sandbox knows only that. */
export function readAuth(reading: Reading): Auth {
  const usual = { header: "Authorization", scheme: "Bearer" };
  const auth = reading.gate?.content.release?.auth;
  if (reading.source.sandbox !== null || auth === undefined) return usual;
  if (auth === "none") return "none";
  const header = auth.header ?? usual.header;
  if (RESERVED.has(header.toLowerCase()) && reading.gate !== null)
    reading.report(
      problemAt(
        reading.gate.originOf(["release", "auth", "header"]),
        "reserved-header",
        `cannot be ${shown(header)}: HTTP itself or the gate sets this header`,
        "Name the header that your provider documents for the key.",
      ),
    );
  return { header, scheme: auth.scheme ?? usual.scheme };
}

/** Names that `from-env` may read. The list comes only from the workflow (product.md, `allowed-env`). */
export function readAllowedVariables(reading: Reading): ReadonlySet<string> {
  const names = listOf(reading.source.inputs["allowed-env"]);
  for (const name of names)
    if (!VARIABLE_NAME.test(name))
      reading.report(
        problemAt(
          { kind: "input", name: "allowed-env" },
          "invalid-variable",
          `must list names of environment variables, found ${shown(name)}`,
          "Write the names one by one, without $ and without wildcards.",
        ),
      );
  return new Set(names);
}

/** The headers of the release (gate file, `release.headers`). Values from the environment are secrets. */
export function readHeaders(auth: Auth, reading: Reading): readonly ReleaseHeader[] {
  const carriesKey = (lower: string) =>
    lower === "authorization" || (auth !== "none" && lower === auth.header.toLowerCase());
  return readHeaderSection(
    {
      path: ["release", "headers"],
      written: reading.gate?.content.release?.headers ?? {},
      refusal: (lower) =>
        carriesKey(lower)
          ? ["carries the key, which the gate sets", "Use release.auth for its header and scheme."]
          : null,
    },
    readAllowedVariables(reading),
    reading,
  );
}

/** A section of header names and values in the gate file. */
export interface HeaderSection {
  readonly path: readonly string[];
  readonly written: Readonly<Record<string, string | { readonly "from-env": string }>>;
  /** What is wrong with setting this header (lower case) here, and what to do instead; null: nothing. */
  readonly refusal: (lower: string) => readonly [what: string, help: string] | null;
}

/**
 * Reads a section of headers. Values from the environment are masked at once; every other one stands in the file.
 * @param allowed variables that may be read, from `readAllowedVariables`
 */
export function readHeaderSection(
  { path, written, refusal }: HeaderSection,
  allowed: ReadonlySet<string>,
  reading: Reading,
): readonly ReleaseHeader[] {
  const headers: ReleaseHeader[] = [];
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(written)) {
    if (reading.gate === null) break;
    const origin = reading.gate.originOf([...path, name]);
    const refuse: Refuse = (code, what, help) => reading.report(problemAt(origin, code, what, help));
    const lower = name.toLowerCase();
    if (seen.has(lower)) refuse("duplicate-header", "is given twice", "Header names ignore case; keep one of them.");
    seen.add(lower);
    const refused = refusal(lower);
    if (refused !== null) refuse("reserved-header", ...refused);
    else if (RESERVED.has(lower))
      refuse("reserved-header", "is set by HTTP itself or by the gate", `Remove it from ${path.join(".")}.`);
    const read =
      typeof value === "string"
        ? readWritten(value, refuse)
        : readVariable(value["from-env"], allowed, reading, refuse);
    if (read !== null) headers.push({ name, value: read, secret: typeof value !== "string" });
  }
  return headers;
}

type Refuse = (code: string, what: string, help: string) => void;

/** Characters that no HTTP header can carry. */
const NOT_IN_A_HEADER = /[^\t\u0020-\u007e\u0080-\u00ff]/;

function readWritten(value: string, refuse: Refuse): string | null {
  if (hasKeyFormat(value))
    refuse("secret-in-file", "holds what looks like a key", "Rotate it, then use { from-env: NAME } and allowed-env.");
  if (!NOT_IN_A_HEADER.test(value)) return value.trim();
  refuse("invalid-header-value", "has characters that no HTTP header can carry", "Write it in plain characters.");
  return null;
}

function readVariable(name: string, allowed: ReadonlySet<string>, reading: Reading, refuse: Refuse): string | null {
  if (!allowed.has(name)) {
    // A name that is not written like a variable may be the secret itself.
    const written = /^[A-Z_][A-Z0-9_]*$/.test(name) ? name : shown(name);
    refuse(
      "env-not-allowed",
      `reads the environment variable ${written}, which the workflow does not allow`,
      "If that is right, add its name to the input allowed-env.",
    );
    return null;
  }
  const value = given(reading.source.env[name]);
  if (value === undefined) {
    refuse("missing-header-value", `reads ${name}, which is not set`, `Set ${name} in the step's env: section.`);
    return null;
  }
  reading.keep(value);
  // Whoever repeats a credential mostly leaves its scheme out.
  const credential = /^[A-Za-z]+ +(\S+)$/.exec(value)?.[1] ?? "";
  if (credential.length >= MIN_SCANNABLE_CHARS) reading.keep(credential);
  if (NOT_IN_A_HEADER.test(value)) {
    refuse("invalid-header-value", `reads ${name}, which no HTTP header can carry`, "Store it again, on one line.");
    return null;
  }
  return value;
}

/** The problem with a key that stands in the gate file itself. */
export function keyInFile(file: string) {
  return problem(
    "secret-in-file",
    `gate file ${file} contains the API key`,
    "Remove it from the file and from the history, rotate the key, and keep only its place in release.api-key-ref.",
  );
}
