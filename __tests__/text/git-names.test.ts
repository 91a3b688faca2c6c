import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { expressionIn, isRef, isRepositoryPath } from "../../src/text/git-names.ts";

describe("the name of a ref", () => {
  it.each(["main", "HEAD", "v1", "release/2026.11.20-1", "feature/ü", "c0ffee12", "a".repeat(40), "refs/tags/v1"])(
    "can be %s",
    (text) => expect(isRef(text)).toBe(true),
  );

  it.each([
    "",
    "@",
    "-x",
    "--help",
    "/main",
    "main/",
    "a//b",
    "a..b",
    "main.",
    ".hidden",
    "a/.hidden",
    "a.lock",
    "a.lock/b",
    "a b",
    "a\tb",
    "a\nb",
    "a\0b",
    "a\u007fb",
    "a\u202eb",
    "HEAD~1",
    "HEAD^",
    "main@{1}",
    "a:b",
    "a?b",
    "a*b",
    "a[b",
    "a\\b",
    "a".repeat(256),
  ])("cannot be %j", (text) => expect(isRef(text)).toBe(false));

  it("is never more than git itself admits", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab-./~^:@{}[*? \\"), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text.filter(isRef), (ref) => {
        execFileSync("git", ["check-ref-format", `refs/heads/${ref}`], { stdio: "ignore" });
      }),
      { numRuns: 150 },
    );
  });
});

describe("a path in a repository", () => {
  it.each([".github/release-gate.yml", "a", "a b.json", "ü/x.json", "a..b"])("can be %s", (text) =>
    expect(isRepositoryPath(text)).toBe(true),
  );
  it.each([
    "",
    "/a",
    "a/",
    "a//b",
    "..",
    "../a",
    "a/../b",
    "./a",
    "a/./b",
    "-a",
    ":a",
    ":(top)a",
    "a\\b",
    "a\0",
    "a\n",
  ])("cannot be %j", (text) => expect(isRepositoryPath(text)).toBe(false));
});

describe("an expression in a ref", () => {
  it.each([
    ["git:HEAD~1", "~1"],
    ["git:HEAD~1:gate.yml", "~1"],
    ["git:v1^", "^"],
    ["git:main@{1 day ago}", "@{1 day ago}"],
    ["git:a..b", null],
    ["git:main", null],
  ])("of %j is %j", (text, expression) => expect(expressionIn(text)).toBe(expression));
});
