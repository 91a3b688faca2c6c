import type { TextDecoder } from "node:util";
import { Parser } from "htmlparser2";
import { FAILURES, FLAKES, otherDocument, otherText, outcomeIn, SKIPS } from "./dialect.ts";
import { decoderFor } from "./encoding.ts";

/** One file of a test run. */
export interface TestFile {
  readonly kind: "tests";
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly flaky: number;
  /** Cases of one name that failed and later passed: a re-run, or two tests of one name. */
  readonly ambiguous: readonly string[];
  /** A suite speaks of failures and shows none. */
  readonly hidden: boolean;
  /** Names of the first cases that failed. */
  readonly failures: readonly string[];
  /** Newest time that the file names, and whether it names its zone; null: none. */
  readonly newest: { readonly ms: number; readonly zoned: boolean } | null;
}

/** A file of which nothing can be said, and why. */
export interface UnusableFile {
  readonly kind: "empty" | "cut" | "foreign" | "doctype" | "too-large";
  /** What it is, where it is something else. */
  readonly what?: string;
}

/** Most bytes of one file: a suite with all that it printed. */
const MOST_BYTES = 128 * 1024 * 1024;

/** Elements inside each other; nested suites have a handful. */
const MOST_DEPTH = 64;

/** Cases of one file, far above any suite. */
const MOST_CASES = 500_000;

/** Failed cases that are kept by name. */
const MOST_NAMES = 50;

/** Characters of a name that tell it from others. */
const NAME_CHARS = 300;

/** Characters of a text that is no XML, by which it is told. */
const HEAD_CHARS = 4_096;

interface OpenCase {
  readonly name: string;
  /** The suite's name and its own: two suites may have cases of one name. */
  readonly key: string;
  readonly depth: number;
  outcome: "passed" | "failed" | "skipped" | "flaky";
}

interface OpenSuite {
  readonly name: string;
  readonly depth: number;
  readonly declared: number;
  readonly failedBefore: number;
}

/**
 * Reads JUnit XML as it comes, case by case. The parser knows no entities but XML's own five and numbers, so nothing can be
 * expanded, and forgives characters that XML does not allow, which terminals leave in outputs.
 */
export async function readTests(chunks: AsyncIterable<Buffer>): Promise<TestFile | UnusableFile> {
  const tally = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
  const failures: string[] = [];
  const outcomes = new Map<string, "passed" | "failed">();
  const ambiguous = new Set<string>();
  const suites: OpenSuite[] = [];
  let newest: TestFile["newest"] = null;
  let unusable: UnusableFile | null = null;
  let current: OpenCase | null = null;
  /** Where the tags of the open elements end. */
  const opened: number[] = [];
  let ending = false;
  let root: string | null = null;
  let hidden = false;
  let bytes = 0;
  let cases = 0;
  let head = "";

  const fail = (name: string) => {
    tally.failed += 1;
    if (failures.length < MOST_NAMES && !failures.includes(name)) failures.push(name);
  };
  const closeCase = ({ key, name, outcome }: OpenCase) => {
    const before = outcomes.get(key);
    if (outcome === "failed") fail(name);
    else if (outcome === "flaky") {
      tally.passed += 1;
      tally.flaky += 1;
    } else tally[outcome] += 1;
    if (outcome === "passed" && before === "failed") ambiguous.add(name);
    if (outcome === "failed") ambiguous.delete(name);
    if (outcome !== "skipped") outcomes.set(key, outcome === "failed" ? "failed" : "passed");
  };
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        opened.push(parser.endIndex);
        const depth = opened.length;
        if (root === null) {
          root = tag;
          const what = otherDocument(tag);
          if (what !== null) unusable = { kind: "foreign", what };
        }
        if (depth > MOST_DEPTH || cases > MOST_CASES) unusable ??= { kind: "too-large" };
        newest = later(newest, attributes.timestamp);
        if (tag === "testcase" && current === null) {
          cases += 1;
          const outcome = outcomeIn(attributes) ?? "passed";
          const name = nameOf(attributes);
          current = { name, key: `${suites.at(-1)?.name}\n${name}`, depth, outcome };
        } else if (current !== null) {
          if (depth === current.depth + 1) current.outcome = outcomeOf(tag, current.outcome);
        } else if (tag === "testsuite" || tag === "testsuites") {
          const declared = countOf(attributes.failures) + countOf(attributes.errors);
          suites.push({ name: attributes.name ?? "", depth, declared, failedBefore: tally.failed });
        } else if (FAILURES.includes(tag)) fail("a suite that could not be run");
      },
      onclosetag: (_tag, implied) => {
        const depth = opened.length;
        // An element that nobody closed, not even itself: the writer was stopped in the middle, or its tags cross.
        if (implied && (ending || parser.endIndex !== opened.at(-1))) unusable ??= { kind: "cut" };
        if (current?.depth === depth) {
          closeCase(current);
          current = null;
        }
        const suite = suites.at(-1);
        if (suite?.depth === depth) {
          suites.pop();
          if (suite.declared > 0 && tally.failed === suite.failedBefore) hidden = true;
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
  return { kind: "tests", ...tally, ambiguous: [...ambiguous], hidden, failures, newest };
}

/** The outcome of a case with one more element in it: a failure outweighs, and a flake is no skip. */
function outcomeOf(tag: string, before: OpenCase["outcome"]): OpenCase["outcome"] {
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

/** The later of two times; one without a zone is read as UTC. */
function later(known: TestFile["newest"], text: string | undefined): TestFile["newest"] {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return known;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text);
  const ms = Date.parse(zoned ? text : `${text}Z`);
  return Number.isNaN(ms) || (known !== null && known.ms >= ms) ? known : { ms, zoned };
}
