import { MIN_SCANNABLE_CHARS } from "../../evidence/redaction.ts";
import { nonBlank } from "../../text/non-blank.ts";
import { problem } from "../../text/problem.ts";
import { variablesOf } from "../inputs/inputs.ts";
import { nameOf, type Origin, problemAt, type Rule } from "../origin.ts";
import type { SettingsSource } from "../source.ts";
import type { Auth } from "./headers.ts";
import { isReference, keyFlawOf, LONGEST_KEY } from "./key-flaw.ts";
import { noSecrets } from "./untrusted.ts";

/** The provider key. */
export interface Credential {
  readonly value: string;
  /** Where it was found, for example `input api-key` or `COMETAPI_KEY`. */
  readonly source: string;
}

/** A secret as it was found, not yet judged. */
export interface FoundSecret {
  readonly value: string;
  readonly origin: Origin;
}

/** Finds a secret among inputs and variables. GitHub passes one that does not exist as a blank input. */
export function findSecret(
  name: "api-key" | "known-good-api-key" | "github-token",
  { inputs, env }: Pick<SettingsSource, "inputs" | "env">,
): FoundSecret | null {
  const input = nonBlank(inputs[name]);
  if (input !== undefined) return { value: input, origin: { kind: "input", name } };
  for (const variable of variablesOf(name)) {
    const value = nonBlank(env[variable]);
    if (value !== undefined) return { value, origin: { kind: "environment", name: variable } };
  }
  return null;
}

/** Says when the token for GitHub cannot be one. */
export function* tokenRule(token: FoundSecret | null): Rule<void> {
  if (token === null || token.value.length <= LONGEST_KEY) return;
  const what = `has more than ${LONGEST_KEY} characters`;
  yield problemAt(token.origin, "invalid-key", what, "Leave it out: its default is the job's token.");
}

/** What decides whether a key is needed, and whose it is. */
interface KeyContext extends Pick<SettingsSource, "sandbox" | "untrusted"> {
  readonly auth: Auth;
  readonly needsKey: boolean;
  /** The gate file has problems: whether a key is needed cannot be told. */
  readonly broken: boolean;
}

/** Judges the key; null where none is needed, and with a problem. No message repeats the key. */
export function* credentialOf(
  found: FoundSecret | null,
  { sandbox, untrusted, auth, needsKey, broken }: KeyContext,
): Rule<Credential | null> {
  if (sandbox !== null) return { value: sandbox.key, source: "embedded sandbox" };
  if (auth === "none") {
    if (found !== null) yield `${nameOf(found.origin)} is not used: release.auth is none.`;
    return null;
  }
  // On somebody else's files the key that is there is not used (untrusted.ts says why).
  if (!needsKey || untrusted === "foreign-files") return null;
  if (found === null) {
    if (!broken) yield untrusted === "no-secrets" ? noSecrets("nothing can be asked with a key") : missingKey();
    return null;
  }
  return yield* usableCredential(found);
}

/** The key as it can be sent; null with a problem. */
export function* usableCredential({ value, origin }: FoundSecret): Rule<Credential | null> {
  const flaw = keyFlawOf(value);
  if (flaw !== null) {
    yield problemAt(origin, "invalid-key", flaw.what, flaw.help);
    return null;
  }
  const source = nameOf(origin).replace(/^environment variable /, "");
  if (value.length < MIN_SCANNABLE_CHARS)
    yield `The key from ${source} has fewer than ${MIN_SCANNABLE_CHARS} characters: only the key itself is masked, and nothing is scanned for it.`;
  return { value, source };
}

function missingKey() {
  return problem(
    "missing-key",
    `no API key: none was passed, and neither ${variablesOf("api-key").join(" nor ")} is set`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
    "Set COMETAPI_KEY in the environment, or pass api-key: ${{ secrets.COMETAPI_KEY }} in a workflow; a secret that does not exist arrives as an empty text, so check its name.",
  );
}

/** The key in the gate file is a leak, wherever it stands; its name belongs there. Short keys occur in ordinary text by accident. */
export function* keyInFileRule(
  key: FoundSecret | null,
  gate: { readonly file: string; readonly text: string } | null,
): Rule<void> {
  if (key === null || gate === null || key.value.length < MIN_SCANNABLE_CHARS || isReference(key.value)) return;
  if (gate.text.includes(key.value))
    yield problem(
      "secret-in-file",
      `gate file ${gate.file} contains the API key`,
      "Remove it from the file and from the history, rotate the key, and keep only its place in release.api-key-ref.",
    );
}
