/** A key that was pasted into a gate file: whoever can read the repository has it, whatever the file says otherwise. */

import { LONGEST_COMMAND, passwordGiven, TOOLS } from "../../text/commands.ts";
import { CREDENTIAL_NAME } from "../../text/credential-names.ts";
import { isObject } from "../../text/json.ts";
import { isGivenPassword, isLiveValue } from "../../text/live.ts";
import { type PastedCredential, pastedCredentials } from "../../text/pasted-credentials.ts";
import { shownPath } from "../../text/shown.ts";
import { decoded } from "../../text/userinfo.ts";
import { isReference } from "../release/key-flaw.ts";
import type { Cause } from "./causes.ts";
import type { ParsedYaml } from "./yaml.ts";

/** A key, and the value that it stands in; no path: in a comment, in a name, or in a text that could not be parsed. */
export interface PastedKey {
  readonly path: readonly PropertyKey[] | null;
  readonly cause: Cause;
}

/** Names of credentials that are ordinary in other files: a token of whatever kind, a password. */
const TOKEN_NAME = /(?:^|[-_.])token$/i;
const PASSWORD_NAME = /(?:^|[-_.])(?:password|passwd|pwd|passphrase)$/i;

/**
 * The keys of a gate file, each once, by how they look and by what they are called. Names, references, digests, commits and
 * ids are none.
 * @param yaml null where the text could not be parsed
 */
export function pastedKeys(text: string, yaml: ParsedYaml | null): readonly PastedKey[] {
  const values = yaml === null ? [] : textsIn(yaml.value, []);
  const found = [...pastedCredentials(text), ...passwordsOfCommands(text)];
  const keyed = values.filter(
    ({ path, value }) =>
      found.some(({ text: key }) => value.includes(key)) || isNamed(nameAt(path), value) || hasNamed(path, value),
  );
  const ofValues = keyed.map(({ path }) => ({
    path,
    cause: {
      position: yaml?.positionOf(path) ?? { line: 1, column: 1 },
      what: `${shownPath(path)} ${HOLDS_KEY}`,
      help: helpOf(path),
    },
  }));
  const elsewhere = found.filter(({ text: key }) => keyed.every(({ value }) => !value.includes(key)));
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
    return `${ROTATE} Then write api-key: \${{ secrets.NAME }} in the step's with: section; here stands only where it lives, as api-key-ref: secrets.NAME.`;
  if (path.at(-2) === "headers" || path.at(-2) === "query")
    return `${ROTATE} Then write { from-env: NAME }, and list NAME in the input allowed-env.`;
  if (path[0] === "release" && path[1] === "env")
    return `${ROTATE} Then write null: the gate needs no value of a secret.`;
  return `${ROTATE} ${REMOVE}`;
}

function nameAt(path: readonly PropertyKey[]): string {
  return String(path.findLast((step) => typeof step === "string") ?? "");
}

/** Whether a value is a credential because its name says so, and nothing in it says that it tells where one is. */
function isNamed(name: string, value: string): boolean {
  if (isReference(value)) return false;
  return CREDENTIAL_NAME.test(name) || TOKEN_NAME.test(name)
    ? isLiveValue(value)
    : PASSWORD_NAME.test(name) && isGivenPassword(value);
}

/** Parameters of a URL that sign it, and cookies of a session. */
const SIGNATURE = /^sig(?:nature)?$/i;
const SESSION = /(?:^|[-_.])(?:session|sid|auth)(?:[-_]?id)?$|sess(?:ion)?id$/i;

/** Whether a parameter of a URL, or a cookie, is such a credential by its name. */
function hasNamed(path: readonly PropertyKey[], value: string): boolean {
  const isCookie = /^cookie$/i.test(nameAt(path));
  const members = isCookie ? value.split(";") : (/^[^?]*\?([^#]*)/.exec(value)?.[1] ?? "").split("&");
  return members.some((member) => {
    const [, name = "", given = ""] = /^\s*([^=]*)=(.*)$/s.exec(member) ?? [];
    return isNamed(name, decoded(given)) || ((isCookie ? SESSION : SIGNATURE).test(name) && isLiveValue(given));
  });
}

const COMMANDS = new RegExp(TOOLS.flatMap(({ words }) => words).join("|"), "g");

/** Passwords of commands, as a comment keeps them. */
function passwordsOfCommands(text: string): readonly PastedCredential[] {
  return [...text.matchAll(COMMANDS)].flatMap(({ 0: word, index }) => {
    const command = /^.*/.exec(text.slice(index, index + LONGEST_COMMAND))?.[0] ?? "";
    const password = TOOLS.filter(({ words }) => words.includes(word))
      .map((tool) => passwordGiven(tool, command))
      .find((given) => given !== null);
    return password == null ? [] : [{ index: index + command.indexOf(password), text: password }];
  });
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
