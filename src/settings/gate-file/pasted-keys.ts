/** A key that was pasted into a gate file: whoever can read the repository has it, whatever the file says otherwise. */
import { isObject } from "../../text/json.ts";
import { beginsWithKey, PASTED_CREDENTIALS } from "../../text/key-shapes.ts";
import { isGivenPassword, isLiveValue, isPassword, mayLive } from "../../text/live.ts";
import { shownPath } from "../../text/shown.ts";
import { TOKEN_PREFIXES } from "../../text/token-prefixes.ts";
import { decoded } from "../../text/userinfo.ts";
import { isReference } from "../release/key-flaw.ts";
import type { Cause } from "./causes.ts";
import type { ParsedYaml } from "./yaml.ts";

/** A key, and the value that it stands in; no path: in a comment, in a name, or in a text that could not be parsed. */
export interface PastedKey {
  readonly path: readonly PropertyKey[] | null;
  readonly cause: Cause;
}

/** The name of a field that holds a credential and nothing else, at its end: `OPENAI_API_KEY`, `x-functions-key`. */
const CREDENTIAL_NAME =
  /(?:^|[-_.])(?:api[-_]?key|(?:subscription|functions?|account|access|auth|private|secret|license|application|rapidapi|master)[-_]?key|token|client[-_]?secret|secret|authorization|credentials?)$/i;
const PASSWORD_NAME = /(?:^|[-_.])(?:password|passwd|pwd|passphrase)$/i;

/** Formats by which a credential is known, whoever issued it. */
const FORMATS: readonly { readonly form: RegExp; readonly is: (found: RegExpExecArray, next: string) => boolean }[] = [
  { form: /(?<![\w-])sk-[\w-]{8,250}/g, is: ([key], next) => mayLive(key) && beginsWithKey(key + next, []) },
  ...PASTED_CREDENTIALS.slice(1).map((form) => ({ form, is: ([text]: RegExpExecArray) => mayLive(text) })),
  {
    form: new RegExp(
      `(?<![\\w-])(${TOKEN_PREFIXES.map(({ prefix }) => prefix.replaceAll(".", "\\.")).join("|")})([\\w.~+/=-]{12,512})`,
      "g",
    ),
    is: ([text, prefix = "", rest = ""]) => {
      const form = TOKEN_PREFIXES.findLast((row) => row.prefix === prefix)?.rest ?? null;
      return mayLive(text) && (form === null ? isLiveValue(rest) : form.test(rest));
    },
  },
  { form: /\b(?:Account|SharedAccess)Key=([A-Za-z0-9+/]{40,88}={0,2})/g, is: ([, key = ""]) => mayLive(key) },
  {
    form: /[?&](?:api[-_]?key|key|token|access[-_]?token|sig)=([^&\s"'#{}$<>]{16,256})/gi,
    is: ([, key = ""]) => isLiveValue(key),
  },
  {
    form: /\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/([A-Za-z0-9]{20,32})/g,
    is: ([, key = ""]) => isLiveValue(key),
  },
  { form: /-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----\s{0,20}[A-Za-z0-9+/=]{20}/g, is: () => true },
  {
    form: /:\/\/([^\s/?#@:"'<>\\]{0,128}):([^\s/?#@"'<>\\]{1,256})@/g,
    is: ([, user = "", password = ""]) => password !== user && isPassword(decoded(password)),
  },
];

/** How much behind a key tells whether it was cut. */
const NEXT = 12;

/**
 * The keys of a gate file, each once, by how they look and by what they are called. Names, references, digests, commits and
 * ids are none.
 * @param yaml null where the text could not be parsed
 */
export function pastedKeys(text: string, yaml: ParsedYaml | null): readonly PastedKey[] {
  const values = yaml === null ? [] : textsIn(yaml.value, []);
  const found = FORMATS.flatMap(({ form, is }) =>
    [...text.matchAll(form)]
      .filter((match) => is(match, text.slice(match.index + match[0].length, match.index + match[0].length + NEXT)))
      .map(({ 0: key, index }) => ({ key, index })),
  );
  const keyed = values.filter(
    ({ path, value }) => found.some(({ key }) => value.includes(key)) || isNamed(path, value),
  );
  const ofValues = keyed.map(({ path }) => ({
    path,
    cause: {
      position: yaml?.positionOf(path) ?? { line: 1, column: 1 },
      what: `${shownPath(path)} ${HOLDS_KEY}`,
      help: helpOf(path),
    },
  }));
  const elsewhere = found.filter(({ key }) => keyed.every(({ value }) => !value.includes(key)));
  const ofText = elsewhere.map(({ index }) => {
    const lines = text.slice(0, index).split(/\r?\n/);
    const position = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    return { path: null, cause: { position, what: HOLDS_KEY, help: `${ROTATE} ${REMOVE}` } };
  });
  return [...ofValues, ...ofText];
}

const HOLDS_KEY = "holds what looks like a key, which everybody has who can read this file";
const ROTATE = "Rotate it now: it stays in the history.";
const REMOVE = "Then remove it here, and keep the new one as a secret.";

/** What to do about a key, by where it stands. */
function helpOf(path: readonly PropertyKey[]): string {
  const name = String(path.at(-1));
  if (/^(?:known-good-)?api[-_]?key(?:-ref)?$/i.test(name))
    return `${ROTATE} Then give the step the input api-key as \${{ secrets.NAME }}; here stands only where it lives, as api-key-ref: secrets.NAME.`;
  if (path.at(-2) === "headers" || path.at(-2) === "query")
    return `${ROTATE} Then write { from-env: NAME }, and list NAME in the input allowed-env.`;
  if (path[0] === "release" && path[1] === "env")
    return `${ROTATE} Then write null: the gate needs no value of a secret.`;
  return `${ROTATE} ${REMOVE}`;
}

/** Whether a value is a credential because its name says so, and nothing in it says that it tells where one is. */
function isNamed(path: readonly PropertyKey[], value: string): boolean {
  const name = String(path.findLast((step) => typeof step === "string") ?? "");
  if (isReference(value)) return false;
  return CREDENTIAL_NAME.test(name) ? isLiveValue(value) : PASSWORD_NAME.test(name) && isGivenPassword(value);
}

/** Every text with its path. */
function textsIn(
  value: unknown,
  path: readonly PropertyKey[],
): readonly { readonly path: readonly PropertyKey[]; readonly value: string }[] {
  if (typeof value === "string") return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((entry, i) => textsIn(entry, [...path, i]));
  return isObject(value) ? Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key])) : [];
}
