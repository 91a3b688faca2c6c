/**
 * How the writers of JUnit XML say what became of a case. There is no standard: the words are those of the schemas of
 * Jenkins and Surefire, and of pytest, jest-junit, go-junit-report, PHPUnit, CTest, GoogleTest and cargo-nextest.
 */

/** Elements that are a failure where they stand: in a case, or in a suite that could not be run at all. */
export const FAILURES = ["failure", "error", "rerunFailure", "rerunError"];

/** Elements in a case that passed in the end. */
export const FLAKES = ["flakyFailure", "flakyError", "rerun"];

/** Elements in a case that was not run. */
export const SKIPS = ["skipped", "skip", "disabled", "ignored", "warning"];

/** Words of `status` and `result`, the attributes of a case, which say the same. */
const SKIPPED_WORD = /^(skipped|disabled|notrun|not_run|suppressed|ignored|pending)$/i;
const FAILED_WORD = /^(fail|failed|failure|error|errored|broken)$/i;

/** Whether a case says that it passed in the end: Firebase Test Lab keeps the failures of a flaky one in it. */
export function isRecovered({ status = "", result = "", flaky = "" }: Readonly<Record<string, string>>): boolean {
  return flaky === "true" || [status, result].some((word) => /^flaky$/i.test(word));
}

/** What the attributes of a case say of its outcome; null: nothing. */
export function outcomeIn({ status = "", result = "" }: Readonly<Record<string, string>>): "failed" | "skipped" | null {
  const words = [status, result];
  if (words.some((word) => FAILED_WORD.test(word))) return "failed";
  return words.some((word) => SKIPPED_WORD.test(word)) ? "skipped" : null;
}

/**
 * Whether an element says of its case that it may fail: a failure beside it is none. Of node:test a todo, of Catch2 a tag. A
 * failure beside any other skip is one: of pytest the teardown that failed, of GoogleTest and Catch2 what failed before.
 */
export function isTolerated(tag: string, { type = "", message = "" }: Readonly<Record<string, string>>): boolean {
  return SKIPS.includes(tag) && (/^todo$/i.test(type) || /^TODO\b|tagged with !mayfail/.test(message));
}

/**
 * The browser of a suite: Playwright writes its project where others write their machine. A word with a digit is a machine
 * (`fv-az12-345`, a container), which another one may stand in for when tests are run again.
 */
export function browserIn({ hostname = "" }: Readonly<Record<string, string>>): string {
  return /^\S*\d\S*$/.test(hostname) ? "" : hostname;
}

/** Whether a property of a suite says that Go wrote it, which knows every test of a package by a name of its own. */
export function isGo(tag: string, { name = "" }: Readonly<Record<string, string>>): boolean {
  return tag === "property" && name === "go.version";
}

/** Names that Go's reporters give to a package, and JUnit's to a class, that could not be run. */
const WHOLE_NAME = /^(?:|TestMain|\[(?:build|setup) failed\]|initializationError|executionError)$/;

/**
 * The class or module of which a case says that it could not be run at all; null: it is a case. Surefire leaves out the name,
 * pytest the class, and Vitest writes the file in both.
 */
export function wholeIn({ classname = "", name = "" }: Readonly<Record<string, string>>): string | null {
  if (classname === "") return name === "" ? null : name;
  return WHOLE_NAME.test(name) || name === classname ? classname : null;
}

/** What Failsafe writes beside its reports, without a case; 255 is a failure, and 254 no test. Null: another document. */
export function summaryIn(
  root: string,
  { result, timeout }: Readonly<Record<string, string>>,
): { readonly kind: "summary" } | { readonly kind: "bad-summary" } | null {
  if (root !== "failsafe-summary") return null;
  return result === "255" || timeout === "true" ? { kind: "bad-summary" } : { kind: "summary" };
}

/** Documents of other kinds by their first element, in words. */
const OTHERS: Readonly<Record<string, string>> = {
  TestRun: "a TRX file: have the test step write JUnit XML (JunitXml.TestLogger)",
  assemblies: "xUnit.net's own XML: have the test step write JUnit XML (JunitXml.TestLogger)",
  "test-run": "NUnit's own XML: have the test step write JUnit XML",
  "test-results": "NUnit's own XML: have the test step write JUnit XML",
  robot: "Robot Framework's own XML: run it with --xunit",
  coverage: "a coverage report, which says nothing of tests",
  html: "an HTML page",
};

/** What a document is that begins with this element; null: JUnit XML. */
export function otherDocument(name: string): { readonly kind: "foreign"; readonly what: string } | null {
  if (name === "testsuites" || name === "testsuite") return null;
  return { kind: "foreign", what: OTHERS[name] ?? "XML of another kind" };
}

/** What a text without an element is. */
export function otherText(text: string): string {
  if (/^\s*(TAP version \d+|\d+\.\.\d+\s*$|(not )?ok \d+)/m.test(text))
    return "TAP: pipe it through a converter (tap-junit)";
  return /^\s*[[{]/.test(text) ? "JSON" : "no XML";
}
