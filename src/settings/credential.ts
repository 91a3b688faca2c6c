import { MIN_SCANNABLE_CHARS } from "../evidence/redaction.ts";
import { isPlaceholder } from "../text/placeholder.ts";
import { problem } from "../text/problem.ts";
import type { Reading } from "./precedence.ts";
import { given } from "./precedence.ts";
import { nameOf, type Origin, problemAt } from "./problem.ts";
import type { Auth, Credential, SettingsSource } from "./settings.ts";

/** Variables that hold the key when no input does, first one first (product.md, `api-key`). */
export const KEY_VARIABLES = ["COMETAPI_KEY", "COMETAPI_API_KEY"] as const;

/** Longer texts are certificates or files that were pasted by mistake; keys end at 250 characters (contracts.md, 1.1). */
const LONGEST_KEY = 4_096;

/** A key as it was found, not yet judged. */
export interface FoundKey {
  readonly value: string;
  readonly origin: Origin;
}

/**
 * Finds the key and hands it to `keep` at once. A blank input counts as not given: that is how GitHub passes a secret
 * that does not exist.
 */
export function findKey(source: SettingsSource, keep: (secret: string) => void): FoundKey | null {
  const input = given(source.inputs["api-key"]);
  if (input !== undefined) {
    keep(input);
    return { value: input, origin: { kind: "input", name: "api-key" } };
  }
  for (const name of KEY_VARIABLES) {
    const value = given(source.env[name]);
    if (value === undefined) continue;
    keep(value);
    return { value, origin: { kind: "environment", name } };
  }
  return null;
}

/** Finds the key of the known-good release, and hands it to `keep` at once. */
export function findKnownGoodKey(source: SettingsSource, keep: (secret: string) => void): FoundKey | null {
  const value = given(source.inputs["known-good-api-key"]);
  if (value === undefined) return null;
  keep(value);
  return { value, origin: { kind: "input", name: "known-good-api-key" } };
}

/** Finds the token for GitHub, hands it to `keep` at once, and says when it cannot be one. */
export function findToken({ source, keep, report }: Pick<Reading, "source" | "keep" | "report">): void {
  const token = given(source.inputs["github-token"]);
  if (token === undefined) return;
  keep(token);
  if (token.length <= LONGEST_KEY) return;
  const what = `has more than ${LONGEST_KEY} characters`;
  const help = "Leave it out: its default is the job's token.";
  report(problemAt({ kind: "input", name: "github-token" }, "invalid-key", what, help));
}

/** The key of the known-good release; null when the key of the run serves both. */
export function readKnownGoodCredential(found: FoundKey | null, reading: Reading): Credential | null {
  return found === null ? null : usableCredential(found, reading);
}

/**
 * Judges the key. Null with `auth: none`, in a run that needs no key, and with a problem, which is then reported. No
 * message repeats the key.
 * @param broken the gate file has problems: whether a key is needed cannot be told
 */
export function readCredential(
  found: FoundKey | null,
  run: { readonly auth: Auth; readonly needsKey: boolean; readonly broken: boolean },
  reading: Reading,
): Credential | null {
  const { sandbox } = reading.source;
  if (sandbox !== null) return credential(sandbox.key, "embedded sandbox");
  if (run.auth === "none") {
    if (found !== null) reading.warn(`${nameOf(found.origin)} is not used: release.auth is none.`);
    return null;
  }
  // On somebody else's files the key that is there is not used (foreign-files.ts says why).
  if (!run.needsKey || reading.source.untrusted === "foreign-files") return null;
  if (found === null) {
    if (!run.broken) reading.report(absent(reading.source.untrusted));
    return null;
  }
  return usableCredential(found, reading);
}

function usableCredential(found: FoundKey, reading: Reading): Credential | null {
  const flaw = flawOf(found.value);
  if (flaw !== null) {
    reading.report(problemAt(found.origin, "invalid-key", flaw, "Store the bare key again, on one line."));
    return null;
  }
  const result = credential(found.value, nameOf(found.origin).replace(/^environment variable /, ""));
  if (!result.scannable)
    reading.warn(
      `The key from ${result.source} has fewer than ${MIN_SCANNABLE_CHARS} characters: only the key itself is masked, and nothing is scanned for it.`,
    );
  return result;
}

function credential(value: string, source: string): Credential {
  return { value, source, scannable: value.length >= MIN_SCANNABLE_CHARS };
}

function absent(untrusted: SettingsSource["untrusted"]) {
  return untrusted === "no-secrets"
    ? problem(
        "no-secrets",
        "this pull request comes from a fork or from Dependabot and has no access to secrets: nothing can be asked with a key",
        "Run the live probes after the merge, or let a maintainer run them from a branch of this repository.",
      )
    : problem(
        "missing-key",
        `no API key: input api-key is absent or blank, and neither ${KEY_VARIABLES.join(" nor ")} is set`,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
        "Pass api-key: ${{ secrets.COMETAPI_KEY }}; a secret that does not exist arrives as an empty text, so check its name.",
      );
}

/** What makes a text unusable as a header value or certainly not a key; null: nothing. */
function flawOf(key: string): string | null {
  if (isPlaceholder(key)) return "is a placeholder, not a key";
  if (/^[*•]+$/.test(key)) return "is what a log shows in place of a key, not the key";
  if (/^bearer\s/i.test(key)) return "begins with the word Bearer; the gate adds it";
  if (/^(["'`]).*\1$/s.test(key)) return "is wrapped in quotes";
  if (key.length > LONGEST_KEY) return `has more than ${LONGEST_KEY} characters`;
  if (/[\r\n]/.test(key)) return "has a line break inside";
  if (/\s/.test(key)) return "has white space inside";
  if (/[\u0000-\u001f\u007f-\u009f]/.test(key)) return "has control characters inside";
  return /[^\u0000-\u00ff]/.test(key) ? "has characters that no HTTP header can carry" : null;
}
