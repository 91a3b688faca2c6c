import { type Block, blocksOf, looksBinary, textsOf } from "./blocks.ts";
import { type Exposure, type ExposureRule, exposureSearch } from "./exposure.ts";
import { fieldsOf } from "./fields.ts";
import { bytesOf } from "./files.ts";
import { type LogRecord, recordLines, recordsIn } from "./record-lines.ts";
import { isOfThisRun, mayBeOfThisRun, type RecordTally, type RunMarks } from "./tally.ts";

/** What is looked for in a log. */
export interface Search {
  readonly rules: readonly ExposureRule[];
  readonly marks: RunMarks;
  readonly tally: RecordTally;
}

/**
 * Reads one log to its end, or until it is told to stop, in bounded memory. What was found before a failure stands.
 * `unreadable`: it failed, perhaps midway; `binary`: it is no text.
 */
export async function readLog(
  file: { readonly name: string; readonly path: string },
  search: Search,
  stop: AbortSignal,
): Promise<{ readonly exposures: readonly Exposure[]; readonly problem: "unreadable" | "binary" | null }> {
  const exposures = exposureSearch(search.rules);
  const records = recordReader(file.name, search);
  let problem: "unreadable" | "binary" | null = null;
  let first = true;
  try {
    for await (const block of blocksOf(textsOf(bytesOf(file.path, stop)))) {
      if (first && looksBinary(block.text)) problem = "binary";
      first = false;
      exposures.search(block);
      if (problem === null) records.read(block);
      if (stop.aborted) break;
    }
  } catch {
    problem = "unreadable";
  }
  records.end();
  return { exposures: exposures.found(), problem };
}

/** Finds the records of this run in the blocks of one file, and puts them on the tally. */
function recordReader(file: string, { marks, tally }: Search) {
  const gathered = recordLines();
  const judge = (record: LogRecord) => {
    tally.count(1);
    if (!mayBeOfThisRun(record.text, marks)) return;
    if (!record.whole) return tally.tooLong({ file, line: record.line });
    const whole = fieldsOf(record.text);
    // An export that holds its records in a list lacks what they have.
    const lacks = tally.lacks(whole);
    const listed = lacks === 0 ? [] : recordsIn(record.text, (text) => mayBeOfThisRun(text, marks));
    const taken = listed.map((text) => ({ text, fields: fieldsOf(text) }));
    const better = taken.some(({ fields }) => tally.lacks(fields) < lacks);
    for (const { text, fields } of better ? taken : [{ text: record.text, fields: whole }])
      if (isOfThisRun(text, fields, marks)) tally.add(fields, { file, line: record.line });
  };
  return {
    read: ({ text, line, whole }: Block): void => {
      if (!whole) {
        if (mayBeOfThisRun(text, marks)) tally.tooLong({ file, line });
        return;
      }
      // Most of a large log is of other runs: it is counted and not taken apart.
      if (!gathered.open() && !mayBeLaidOut(text) && !mayBeOfThisRun(text, marks)) {
        tally.count(linesIn(text));
        return;
      }
      for (const [i, each] of text.split("\n").entries())
        for (const record of gathered.add(each, line + i)) judge(record);
    },
    end: () => {
      for (const record of gathered.end()) judge(record);
    },
  };
}

/** Whether a line ends in an opening brace, as JSON does that is laid out over several lines. */
function mayBeLaidOut(text: string): boolean {
  return text.includes("{\n") || text.includes("{\r\n") || text.endsWith("{");
}

/** Lines that are not empty. */
function linesIn(text: string): number {
  let count = 0;
  for (let start = 0; start <= text.length; ) {
    const at = text.indexOf("\n", start);
    const end = at === -1 ? text.length : at;
    if (end > start && !(end === start + 1 && text[start] === "\r")) count += 1;
    start = end + 1;
  }
  return count;
}
