/** Values that a release sends by name, in headers or in the query: written in the gate file, or read from the environment. */
import type { SentValue } from "../../evidence/app.ts";
import { valueDigest } from "../../evidence/configuration.ts";
import { MIN_SCANNABLE_CHARS } from "../../evidence/redaction.ts";
import { hasKeyFormat, looksSecret } from "../../text/key-shapes.ts";
import { nonBlank } from "../../text/non-blank.ts";
import { shown } from "../../text/shown.ts";
import { VARIABLE_NAME } from "../gate-file/words.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";

/** What sending the value of a variable takes: the variables, those that may be read, and who keeps the secret. */
export interface SecretVariables {
  readonly env: SettingsSource["env"];
  readonly allowed: ReadonlySet<string>;
  readonly keep: (secret: string) => void;
}

/** Names that `from-env` may read. The list comes only from the workflow (product.md, `allowed-env`). */
export function* allowedVariables({ values, originOf }: SettingsDocument): Rule<ReadonlySet<string>> {
  const names = values.step?.["allowed-env"] ?? [];
  for (const entry of names) {
    if (VARIABLE_NAME.test(entry)) continue;
    // What follows an equals sign is a value, which may be the secret.
    const [, meant = entry] = /^\$?\{?([^=}]*)\}?(=|$)/.exec(entry) ?? [];
    const found = entry.includes("=") ? `a value behind ${shown(meant)}` : shown(entry);
    yield problemAt(
      originOf("step.allowed-env"),
      "invalid-variable",
      `must list names of environment variables, found ${found}`,
      VARIABLE_NAME.test(meant) && !looksSecret(meant)
        ? `Write ${meant}: the name alone.`
        : "Write the names one by one, without $ and without wildcards.",
    );
  }
  return new Set(names);
}

/** A value by its name with its digest; null: the value came from the environment. */
export function valueDigestOf({ name, value, secret }: Pick<SentValue, "name" | "value" | "secret">) {
  return { name, digest: secret ? null : valueDigest(name, value) };
}

/** A value as a gate file writes it. */
export type DeclaredValue = string | { readonly "from-env": string; readonly credential?: boolean | undefined };

/** Reads `release.query`, in the order in which it is sent. */
export function* querySection(
  query: Readonly<Record<string, DeclaredValue>>,
  { originOf }: Pick<SettingsDocument, "originOf">,
  variables: SecretVariables,
): Rule<readonly SentValue[]> {
  const list: SentValue[] = [];
  for (const [name, value] of Object.entries(query)) {
    const sent = yield* sentValue(name, value, originOf("release.query", name), variables, IN_A_QUERY);
    if (sent !== null) list.push(sent);
  }
  return list;
}

/** What carries a value, and the characters that it cannot carry. */
interface Carrier {
  readonly name: string;
  readonly code: string;
  readonly cannot: RegExp;
}

/** Header values are Latin-1 without control characters. */
export const IN_A_HEADER: Carrier = {
  name: "HTTP header",
  code: "invalid-header-value",
  cannot: /[^\t\u0020-\u007e\u0080-\u00ff]/,
};

/** Percent-encoded, everything travels; a line break is an accident, and half a character has no encoding. */
const IN_A_QUERY: Carrier = { name: "query", code: "invalid-query-value", cannot: /[\p{Cc}\p{Cs}]/u };

/** What is sent for a declared value; null with a problem. */
export function* sentValue(
  name: string,
  declared: DeclaredValue,
  origin: Origin,
  variables: SecretVariables,
  carrier: Carrier,
): Rule<SentValue | null> {
  const secret = typeof declared !== "string";
  if (!secret && hasKeyFormat(declared)) {
    const help = "Rotate it, then use { from-env: NAME } and allowed-env.";
    yield problemAt(origin, "secret-in-file", "holds what looks like a key", help);
  }
  const value = secret ? yield* fromEnvironment(declared["from-env"], origin, variables) : declared;
  if (value === null) return null;
  if (!carrier.cannot.test(value)) return { name, value, secret, credential: secret && declared.credential !== false };
  yield secret
    ? problemAt(
        origin,
        carrier.code,
        `reads ${declared["from-env"]}, which no ${carrier.name} can carry`,
        "Store it again, on one line.",
      )
    : problemAt(
        origin,
        carrier.code,
        `has characters that no ${carrier.name} can carry`,
        "Write it in plain characters.",
      );
  return null;
}

function* fromEnvironment(name: string, origin: Origin, { env, allowed, keep }: SecretVariables): Rule<string | null> {
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
    yield problemAt(origin, "missing-value", `reads ${name}, which is not set`, help);
    return null;
  }
  keep(value);
  // Whoever repeats a credential mostly leaves its scheme out.
  const credential = /^[A-Za-z]+ +(\S+)$/.exec(value)?.[1] ?? "";
  if (credential.length >= MIN_SCANNABLE_CHARS) keep(credential);
  return value;
}
