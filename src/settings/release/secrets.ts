import type { Problem } from "../../text/problem.ts";
import type { SettingOrigin } from "../inputs/origins.ts";
import type { Labels } from "./labels.ts";
import type { Release } from "./release.ts";

/** What stands in place of a secret that got into one of our own sentences. */
const HIDDEN = "***";

/** Shorter secrets occur in ordinary words: hiding them would make a sentence unreadable and protect nothing. */
const SHORTEST_HIDDEN = 4;

/** Outputs that carry text of the user; GitHub drops an output that contains a masked value. */
export function overlapWarnings(
  { labels, release }: { readonly labels: Labels; readonly release: Release },
  secrets: readonly string[],
): readonly string[] {
  const carried: readonly (readonly [string, string | null])[] = [
    ["base URL", release.baseUrl],
    ["model", release.model],
    ["deployment version", release.deploymentVersion],
    ["config version", release.configVersion],
    ["secret version", release.secretVersion],
    ["name", labels.name],
    ["environment", labels.environment],
    ["change id", labels.changeId],
  ];
  return carried
    .filter(([, value]) => value !== null && secrets.some((secret) => value.includes(secret)))
    .map(
      ([what]) =>
        `A secret occurs in the ${what}: GitHub drops every output that contains it. Keep it in a variable, not in a secret.`,
    );
}

/** The text without any secret. Messages never quote one on purpose; this is for what a user wrote in the wrong place. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  // The longest first: a secret may be part of another.
  const longestFirst = secrets.filter(({ length }) => length >= SHORTEST_HIDDEN).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((clean, secret) => clean.replaceAll(secret, HIDDEN), text);
}

/** A problem without any secret in its sentences. */
export function problemWithoutSecrets(problem: Problem, secrets: readonly string[]): Problem {
  return {
    ...problem,
    message: withoutSecrets(problem.message, secrets),
    help: withoutSecrets(problem.help, secrets),
    at: problem.at === null ? null : { ...problem.at, file: withoutSecrets(problem.at.file, secrets) },
  };
}

/** An origin without any secret: it is shown in reports, and a label may hold one by mistake. */
export function originWithoutSecrets(origin: SettingOrigin, secrets: readonly string[]): SettingOrigin {
  const clean = (text: string) => withoutSecrets(text, secrets);
  return {
    ...origin,
    value: clean(origin.value),
    overruled: origin.overruled.map((other) => ({ ...other, value: clean(other.value) })),
  };
}
