/**
 * How the writers of JUnit XML say what became of a case. There is no standard: the words are those of the schemas of
 * Jenkins and Surefire, and of pytest, jest-junit, go-junit-report, PHPUnit, CTest, GoogleTest and cargo-nextest.
 */

/** Elements that are a failure where they stand: in a case, or in a suite that could not be run at all. */
export const FAILURES = ["failure", "error", "rerunFailure", "rerunError"];

/** Elements in a case that passed in the end. */
export const FLAKES = ["flakyFailure", "flakyError"];

/** Elements in a case that was not run. */
export const SKIPS = ["skipped", "skip", "disabled", "ignored"];

/** Words of `status` and `result`, the attributes of a case, which say the same. */
const SKIPPED_WORD = /^(skipped|disabled|notrun|not_run|suppressed|ignored|pending)$/i;
const FAILED_WORD = /^(fail|failed|failure|error|errored|broken)$/i;

/** What the attributes of a case say of its outcome; null: nothing. */
export function outcomeIn({ status = "", result = "" }: Readonly<Record<string, string>>): "failed" | "skipped" | null {
  const words = [status, result];
  if (words.some((word) => FAILED_WORD.test(word))) return "failed";
  return words.some((word) => SKIPPED_WORD.test(word)) ? "skipped" : null;
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
export function otherDocument(name: string): string | null {
  if (name === "testsuites" || name === "testsuite") return null;
  return OTHERS[name] ?? "XML of another kind";
}

/** What a text without an element is. */
export function otherText(text: string): string {
  if (/^\s*(TAP version \d+|\d+\.\.\d+\s*$|(not )?ok \d+)/m.test(text))
    return "TAP: pipe it through a converter (tap-junit)";
  return /^\s*[[{]/.test(text) ? "JSON" : "no XML";
}
