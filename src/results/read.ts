import type { TextDecoder } from "node:util";
import { Parser } from "htmlparser2";
import type { CaseRun } from "./case-run.ts";
import {
  browserIn,
  FAILURES,
  FLAKES,
  isGo,
  isRecovered,
  isTolerated,
  otherDocument,
  otherText,
  outcomeIn,
  SKIPS,
  summaryIn,
  wholeIn,
} from "./dialect.ts";
import { decoderFor } from "./encoding.ts";
import { withoutTry } from "./rerun.ts";
import { later, type TestTime, timeIn } from "./time.ts";

/** One file of a test run. */
export interface TestFile {
  readonly kind: "tests";
  readonly runs: readonly CaseRun[];
  /** Suites that speak of failures and show none. */
  readonly hidden: readonly string[];
  /** Newest time that the file names; null: none. */
  readonly newest: TestTime | null;
}

/** A file of which nothing can be said, and why. */
type UnusableFile =
  | { readonly kind: "empty" | "cut" | "doctype" | "too-large" | "bad-summary" }
  /** It has no case by its nature, and says that all is well. */
  | { readonly kind: "summary" }
  | { readonly kind: "foreign"; readonly what: string };

/** Most bytes of one file: a suite with all that it printed. */
const MOST_BYTES = 128 * 1024 * 1024;

/** Elements inside each other; nested suites have a handful. */
const MOST_DEPTH = 64;

/** Cases of one file, far above any suite. */
const MOST_CASES = 500_000;

/** Characters of a name that tell it from others. */
const NAME_CHARS = 300;

/** Characters of a text that is no XML, by which it is told. */
const HEAD_CHARS = 4_096;

interface OpenCase extends Omit<CaseRun, "outcome"> {
  readonly depth: number;
  outcome: CaseRun["outcome"];
  /** It may fail. */
  tolerated: boolean;
  /** It passed in the end, whatever failures it shows. */
  readonly recovered: boolean;
}

interface OpenSuite {
  readonly key: string;
  readonly depth: number;
  readonly declared: number;
  readonly failuresBefore: number;
  readonly at: TestTime | null;
  unique: boolean;
}

/**
 * Reads JUnit XML as it comes, case by case. The parser knows no entities but XML's own five and numbers, so nothing can be
 * expanded, and forgives characters that XML does not allow, which terminals leave in outputs.
 */
export async function readTests(chunks: AsyncIterable<Buffer>): Promise<TestFile | UnusableFile> {
  const runs: CaseRun[] = [];
  const suites: OpenSuite[] = [];
  const cases: OpenCase[] = [];
  let newest: TestTime | null = null;
  let unusable: UnusableFile | null = null;
  /** Where the tags of the open elements end. */
  const opened: number[] = [];
  let ending = false;
  let root: string | null = null;
  const hidden: string[] = [];
  let bytes = 0;
  let failures = 0;
  let head = "";

  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        opened.push(parser.endIndex);
        const depth = opened.length;
        if (root === null) {
          root = tag;
          unusable = summaryIn(tag, attributes) ?? otherDocument(tag) ?? unusable;
        }
        if (depth > MOST_DEPTH || runs.length > MOST_CASES) unusable ??= { kind: "too-large" };
        const own = attributes.timestamp === undefined ? null : timeIn(attributes.timestamp);
        newest = later(newest, own);
        const [suite, current] = [suites.at(-1), cases.at(-1)];
        const at = own ?? suite?.at ?? null;
        if (tag === "testcase") {
          const { name, tries } = withoutTry(nameOf(attributes));
          const key = [suite?.key, attributes.file, name].join("\n");
          const parts = [attributes.classname ?? "", suite?.key ?? ""];
          const of = { name, key, at, parts, whole: wholeIn(attributes), unique: suite?.unique === true, tries };
          cases.push({
            ...of,
            depth,
            outcome: outcomeIn(attributes) ?? "passed",
            tolerated: false,
            recovered: isRecovered(attributes),
          });
        } else if (tag === "testsuite" || tag === "testsuites") {
          const key = [suite?.key, tag === "testsuite" ? attributes.name : "", browserIn(attributes)].join("\n");
          const declared = countOf(attributes.failures) + countOf(attributes.errors);
          suites.push({ key, depth, declared, failuresBefore: failures, at, unique: false });
        } else if (current !== undefined && current.depth > (suite?.depth ?? 0)) {
          if (depth !== current.depth + 1) return;
          current.outcome = outcomeOf(tag, current.outcome);
          current.tolerated ||= isTolerated(tag, attributes);
        } else if (FAILURES.includes(tag)) {
          failures += 1;
          const of = {
            name: "a suite that could not be run",
            key: `${suite?.key}\n`,
            at,
            parts: [],
            unique: false,
            tries: 0,
          };
          runs.push({ ...of, whole: suite?.key ?? "", outcome: "failed" });
        } else if (suite !== undefined) suite.unique ||= isGo(tag, attributes);
      },
      onclosetag: (_tag, implied) => {
        const depth = opened.length;
        // An element that nobody closed, not even itself: the writer was stopped in the middle, or its tags cross.
        if (implied && (ending || parser.endIndex !== opened.at(-1))) unusable ??= { kind: "cut" };
        const current = cases.at(-1);
        if (current?.depth === depth) {
          cases.pop();
          const { depth: _, tolerated, recovered, ...run } = current;
          if (run.outcome === "failed") failures += 1;
          const own = recovered ? "flaky" : run.outcome;
          runs.push({ ...run, outcome: tolerated ? "skipped" : own });
        }
        const suite = suites.at(-1);
        if (suite?.depth === depth) {
          suites.pop();
          if (suite.declared > 0 && failures === suite.failuresBefore) hidden.push(suite.key);
        }
        opened.pop();
      },
      onprocessinginstruction: (name) => {
        if (name.toLowerCase() === "!doctype") unusable ??= { kind: "doctype" };
      },
      ontext: (text) => {
        if (root === null && head.length < HEAD_CHARS) head += text;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );

  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) unusable ??= { kind: "too-large" };
    if (unusable !== null) return unusable;
    decoder ??= decoderFor(chunk);
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  parser.write(decoder?.decode() ?? "");
  ending = true;
  parser.end();
  if (unusable !== null) return unusable;
  if (root === null) return head.trim() === "" ? { kind: "empty" } : { kind: "foreign", what: otherText(head) };
  return { kind: "tests", runs, hidden, newest };
}

/** The outcome of a case with one more element in it: a failure outweighs, and a flake is no skip. */
function outcomeOf(tag: string, before: CaseRun["outcome"]): CaseRun["outcome"] {
  if (before === "failed" || FAILURES.includes(tag)) return "failed";
  if (before === "flaky" || FLAKES.includes(tag)) return "flaky";
  return SKIPS.includes(tag) ? "skipped" : before;
}

function nameOf({ classname = "", name = "" }: Readonly<Record<string, string>>): string {
  const whole = [classname, name].filter((part) => part.trim() !== "").join(" › ");
  return whole === "" ? "a case without a name" : whole.slice(0, NAME_CHARS);
}

function countOf(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? "") ? Number(text) : 0;
}
