import { type RunIdentity, traceIdOf, type WorkflowRunLabels } from "../evidence/run-identity.ts";
import { endsCertainEscape, LONGEST_ESCAPE } from "./escapes.ts";
import type { Fields } from "./field-values.ts";
import type { Vocabulary } from "./names.ts";
import { type Finder, finderOf } from "./needles.ts";

/**
 * From this many digits a number names a workflow run wherever it stands. GitHub's run ids have eleven; a server of one's
 * own counts from one, and its ids are taken for latencies and ports unless a field says what they are.
 */
const TELLING_DIGITS = 7;

/** What makes a record one that is looked for. */
export interface Marks {
  readonly inBytes: Finder;
  /** Whether a text may be of such a record: fast, and never wrongly false. */
  readonly areIn: (text: string) => boolean;
}

/** How the records of one run are told from all others. */
export interface RunMarks extends Marks {
  readonly runId: string;
  readonly traceId: string;
  readonly workflowRun: string | null;
  /** Every form of trace id and run id. */
  readonly certain: Marks;
}

/** So few texts are looked for faster by a pattern than in bytes, for which a text has to be encoded. */
const FEW = 16;

/** Marks that are these texts, in whichever case. */
export function marksFor(texts: readonly string[]): Marks {
  const inBytes = finderOf(texts);
  const shortest = Math.min(...texts.map((text) => text.length));
  const [first = ""] = texts;
  const any = new RegExp(texts.map((text) => text.replace(/\W/g, "\\$&")).join("|"), "i");
  const areIn = (text: string): boolean => {
    if (text.length < shortest) return false;
    if (texts.length <= FEW) return text.includes(first) || any.test(text);
    const bytes = Buffer.from(text);
    return inBytes.next(bytes, 0, bytes.length) !== -1;
  };
  return { inBytes, areIn };
}

/** What the records of this run are found by (product.md, probe `logs`). */
export function marksOf(run: RunIdentity, labels: WorkflowRunLabels): RunMarks {
  const traceId = traceIdOf(run, labels);
  const { workflowRun } = labels;
  const forms = [...traceForms(traceId), run.id];
  const certain = marksFor(forms);
  if (workflowRun === null) return { runId: run.id, traceId, workflowRun, certain, ...certain };
  const areIn = (text: string) => certain.areIn(text) || text.includes(workflowRun);
  const inBytes = finderOf([...forms, workflowRun]);
  return {
    runId: run.id,
    traceId,
    workflowRun,
    certain,
    areIn,
    inBytes: unlessWithin(inBytes, forms.length, workflowRun),
  };
}

/**
 * A trace id as it is sent, as a UUID, as AWS X-Ray writes it (`1-`, time, rest), and its last 64 bits as a number, as
 * Datadog does.
 */
function traceForms(id: string): string[] {
  const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return [id, uuid, `1-${id.slice(0, 8)}-${id.slice(8)}`, BigInt(`0x${id.slice(-16)}`).toString()];
}

/** A sign of a word or of a number: with one beside it, digits are part of something else. */
const IN_WORD = Uint8Array.from({ length: 256 }, (_, byte) => (/[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** The finder without the places where its text of this index, some digits, is part of a longer word or number. */
function unlessWithin(finder: Finder, index: number, { length }: string): Finder {
  const isWithin = (bytes: Uint8Array, at: number, to: number) =>
    (at > 0 && IN_WORD[bytes[at - 1] as number] === 1 && !endsCertainEscape(textBefore(bytes, at))) ||
    (at + length < to && IN_WORD[bytes[at + length] as number] === 1);
  const next = (bytes: Uint8Array, from: number, to: number): number => {
    let at = finder.next(bytes, from, to);
    while (at !== -1 && finder.which() === index && isWithin(bytes, at, to)) at = finder.next(bytes, at + 1, to);
    return at;
  };
  return { next, which: finder.which };
}

function textBefore(bytes: Uint8Array, at: number): string {
  return Buffer.from(bytes.subarray(Math.max(0, at - LONGEST_ESCAPE), at)).toString("latin1");
}

/** A record as it is looked at: a text, or an object that an export held. */
export interface RecordText {
  /** It stands by itself, and is none of several that an export holds. */
  readonly isWhole: boolean;
  readonly holds: (marked: (text: string) => boolean) => boolean;
  readonly text: () => string;
}

/** Whether a text says by itself that it is of this run. */
export function namesRun(text: string, { certain, workflowRun }: RunMarks): boolean {
  return certain.areIn(text) || namesWorkflow(text, workflowRun);
}

function namesWorkflow(text: string, workflowRun: string | null): boolean {
  return workflowRun !== null && workflowRun.length >= TELLING_DIGITS && hasToken(text, workflowRun);
}

/**
 * By what a record without a certain mark is of this run: it names the workflow run, where its text alone tells that, or
 * else in a field; null: it is not.
 */
export function workflowMark(
  record: RecordText,
  fields: Fields,
  { workflowRun }: RunMarks,
  names: Vocabulary,
): "text" | "field" | null {
  if (workflowRun === null) return null;
  const text = record.text();
  if (!text.includes(workflowRun)) return null;
  if (namesWorkflow(text, workflowRun)) return "text";
  const isNamed = [...fields].some(([name, value]) => names.roleOf(name) === "run" && String(value) === workflowRun);
  return isNamed ? "field" : null;
}

/** Whether the token stands alone: no part of a longer word or number. */
function hasToken(text: string, token: string): boolean {
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1)) {
    const before = text.slice(Math.max(0, at - LONGEST_ESCAPE), at);
    const after = text.slice(at + token.length, at + token.length + 2);
    if ((!/[A-Za-z0-9]$|\d\.$/.test(before) || endsCertainEscape(before)) && !/^[A-Za-z0-9]|^\.\d/.test(after))
      return true;
  }
  return false;
}
