import { KEY_SHAPE } from "./model.ts";
import { given, listOf, type Reading } from "./precedence.ts";
import { problem, problemAt } from "./problem.ts";
import { VARIABLE_NAME } from "./schema-words.ts";
import type { Auth, ReleaseHeader } from "./settings.ts";
import { shown } from "./wording.ts";

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
function readAllowedVariables(reading: Reading): ReadonlySet<string> {
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
  const { gate } = reading;
  const allowed = readAllowedVariables(reading);
  const headers: ReleaseHeader[] = [];
  const seen = new Set<string>();
  for (const [name, written] of Object.entries(gate?.content.release?.headers ?? {})) {
    if (gate === null) break;
    const origin = gate.originOf(["release", "headers", name]);
    const refuse = (code: string, what: string, help: string) => reading.report(problemAt(origin, code, what, help));
    const lower = name.toLowerCase();
    if (seen.has(lower)) refuse("duplicate-header", "is given twice", "Header names ignore case; keep one of them.");
    seen.add(lower);
    if (lower === "authorization" || (auth !== "none" && lower === auth.header.toLowerCase()))
      refuse("reserved-header", "carries the key, which the gate sets", "Use release.auth for its header and scheme.");
    else if (RESERVED.has(lower))
      refuse("reserved-header", "is set by HTTP itself or by the gate", "Remove it from release.headers.");
    const value =
      typeof written === "string" ? written.trim() : readVariable(written["from-env"], allowed, reading, refuse);
    if (typeof written === "string" && KEY_SHAPE.test(written))
      refuse(
        "secret-in-file",
        "holds what looks like a key",
        "Rotate it, then use { from-env: NAME } and allowed-env.",
      );
    if (value !== null) headers.push({ name, value, secret: typeof written !== "string" });
  }
  return headers;
}

type Refuse = (code: string, what: string, help: string) => void;

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
  if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value)) {
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
