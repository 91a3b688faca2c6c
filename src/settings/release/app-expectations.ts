import { isDeepStrictEqual } from "node:util";
import {
  type AppExpectations,
  type Expected,
  type JsonType,
  type ReleaseFact,
  releaseFact,
} from "../../evidence/app.ts";
import type { Mode } from "../../evidence/vocabulary.ts";
import type { RouteContent } from "../gate-file/app-schema.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import { MISSING_MODEL } from "./model.ts";
import type { Release } from "./release.ts";

type ExpectSection = NonNullable<RouteContent["expect"]>;
type ExpectValue = NonNullable<ExpectSection["headers"]>[string] | NonNullable<ExpectSection["pointers"]>[string];

/**
 * What the `expect:` section asks of the answers. A literal that is the release's own deployment version means that
 * version, so that the same gate file expects the restored version after a rollback.
 */
export function* expectationsOf(
  section: ExpectSection,
  { release, mode }: { readonly release: Release; readonly mode: Mode },
  originOf: (...path: readonly string[]) => Origin,
): Rule<AppExpectations> {
  const { status, headers = {}, pointers = {}, fallback } = section;
  // What was restored is what the record says; whether that is enough is told when the record is read.
  if (mode === "gate")
    for (const [key, values] of Object.entries({ headers, pointers }))
      for (const [name, value] of Object.entries(values))
        if (isOfRelease(value) && releaseFact(release, value.release) === null)
          yield problemAt(
            originOf(key, name),
            value.release === "model" ? MISSING_MODEL : "undeclared-release-value",
            `compares with the release's ${value.release}, which this release does not declare`,
            value.release === "commit"
              ? "Give the input commit, or remove the expectation."
              : `Declare release.${value.release} in the gate file or the input of that name, or remove the expectation.`,
          );
  return {
    status: status ?? null,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), expectedHeader(value, release)]),
    ),
    pointers: Object.fromEntries(
      Object.entries(pointers).map(([pointer, value]) => [pointer, expectedValue(value, release)]),
    ),
    fallbackPointer: fallback?.pointer ?? null,
  };
}

function expectedHeader(value: ExpectValue, release: Release): Expected {
  return typeof value === "string" ? literal(value, release) : expectedValue(value, release);
}

function expectedValue(value: ExpectValue, release: Release): Expected {
  if (typeof value === "string") return { kind: "type", type: value as JsonType };
  if (isOfRelease(value)) return { kind: "release", fact: value.release };
  if ("contains" in value) return { kind: "contains", value: value.contains, ...asVersion([value.contains], release) };
  if ("one-of" in value) return { kind: "one-of", values: value["one-of"], ...asVersion(value["one-of"], release) };
  if ("not-empty" in value) return { kind: "not-empty", filled: value["not-empty"] };
  if ("echoes" in value) return { kind: "echo" };
  return "present" in value ? { kind: "present" } : literal(value.equals, release);
}

function asVersion(literals: readonly unknown[], { deploymentVersion }: Release): { readonly isVersion?: true } {
  return literals.every((each) => each === deploymentVersion) ? { isVersion: true } : {};
}

function literal(value: unknown, { deploymentVersion }: Release): Expected {
  return deploymentVersion !== null && isDeepStrictEqual(value, deploymentVersion)
    ? { kind: "release", fact: "deployment-version" }
    : { kind: "equals", value };
}

function isOfRelease(value: ExpectValue): value is { readonly release: ReleaseFact } {
  return typeof value === "object" && "release" in value;
}

/** Values that the expectations compare with and this release does not have. */
export function missingFacts({ headers, pointers }: AppExpectations, release: Release): readonly ReleaseFact[] {
  const compared = [...Object.values(headers), ...Object.values(pointers)].flatMap((expected) =>
    expected.kind === "release" && releaseFact(release, expected.fact) === null ? [expected.fact] : [],
  );
  return [...new Set(compared)];
}
