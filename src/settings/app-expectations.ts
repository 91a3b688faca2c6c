import { isDeepStrictEqual } from "node:util";
import type { AppExpectations, Expected, JsonType } from "../evidence/app.ts";
import { type ReleaseFact, releaseFact } from "../evidence/release-facts.ts";
import type { Mode } from "../evidence/vocabulary.ts";
import type { AppSection } from "./app-schema.ts";
import { type Origin, problemAt, type Report } from "./problem.ts";
import type { Release } from "./settings.ts";

/** Settings that the expectations depend on. */
export interface ReleaseInMode {
  readonly release: Release;
  readonly mode: Mode;
}

type Written = NonNullable<AppSection["expect"]>;
type WrittenValue = NonNullable<Written["headers"]>[string] | NonNullable<Written["pointers"]>[string];

/**
 * Reads the `expect:` section. A literal that is the release's own deployment version means that version, so that the
 * same gate file expects the restored version after a rollback.
 *
 * @param originOf where a key below `expect` stands
 */
export function readExpectations(
  written: Written,
  { release, mode }: ReleaseInMode,
  originOf: (path: readonly string[]) => Origin,
  report: Report,
): AppExpectations {
  const headers = Object.entries(written.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), expectedHeader(value, release)] as const,
  );
  const pointers = Object.entries(written.pointers ?? {}).map(
    ([pointer, value]) => [pointer, expectedValue(value, release)] as const,
  );
  const expectations = {
    status: written.status === undefined ? null : [written.status].flat(),
    headers: Object.fromEntries(headers),
    pointers: Object.fromEntries(pointers),
    fallbackPointer: written.fallback?.pointer ?? null,
  };
  // What was restored is what the record says; whether that is enough is told when the record is read.
  if (mode === "gate")
    for (const section of ["headers", "pointers"] as const)
      for (const [name, value] of Object.entries(written[section] ?? {}))
        if (isOfRelease(value) && releaseFact(release, value.release) === null)
          report(undeclared(originOf([section, name]), value.release));
  return expectations;
}

function expectedHeader(value: WrittenValue, release: Release): Expected {
  return typeof value === "string" ? literal(value, release) : expectedValue(value, release);
}

function expectedValue(value: WrittenValue, release: Release): Expected {
  if (typeof value === "string") return { kind: "type", type: value as JsonType };
  if (isOfRelease(value)) return { kind: "release", fact: value.release };
  return "present" in value ? { kind: "present" } : literal(value.equals, release);
}

function literal(value: unknown, { deploymentVersion }: Release): Expected {
  return deploymentVersion !== null && isDeepStrictEqual(value, deploymentVersion)
    ? { kind: "release", fact: "deployment-version" }
    : { kind: "equals", value };
}

function isOfRelease(value: WrittenValue): value is { readonly release: ReleaseFact } {
  return typeof value === "object" && "release" in value;
}

function undeclared(origin: Origin, fact: ReleaseFact) {
  return problemAt(
    origin,
    "undeclared-release-value",
    `compares with the release's ${fact}, which this release does not declare`,
    `Declare release.${fact} in the gate file or the input of that name, or remove the expectation.`,
  );
}

/** Values that the expectations compare with and this release does not have. */
export function missingFacts({ headers, pointers }: AppExpectations, release: Release): readonly ReleaseFact[] {
  const compared = [...Object.values(headers), ...Object.values(pointers)].flatMap((expected) =>
    expected.kind === "release" && releaseFact(release, expected.fact) === null ? [expected.fact] : [],
  );
  return [...new Set(compared)];
}
