import { bytesOf } from "../files/files.ts";
import { type Block, blocksOf, inUtf8, LONGEST_BLOCK, looksBinary } from "./blocks.ts";
import { exportIn, holdsText, recordsIn } from "./exports.ts";
import { type Exposure, type ExposureFinders, exposureSearch } from "./exposure.ts";
import type { Fields } from "./field-values.ts";
import { fieldsOf, fieldsOfObject } from "./fields.ts";
import { withTexts } from "./journal.ts";
import { type Marks, marksFor, namesRun, type RecordText, type RunMarks, workflowMark } from "./marks.ts";
import type { Vocabulary } from "./names.ts";
import { type LogRecord, recordReader } from "./records.ts";
import type { RequestTally } from "./requests.ts";
import { tableReader } from "./table.ts";
import { wholeLines } from "./whole-lines.ts";

/** A log that is read. */
export interface LogFile {
  readonly name: string;
  readonly path: string;
}

/** What is looked for in a log. */
export interface Search {
  readonly exposures: ExposureFinders;
  readonly marks: RunMarks;
  readonly vocabulary: Vocabulary;
  readonly tally: RequestTally;
}

/** What one log shows, and why it was not read as records, or not to its end. */
interface LogReading {
  readonly exposures: readonly Exposure[];
  readonly problem: "unreadable" | "binary" | null;
  /** A record was read that does not say that it is of this run. */
  readonly hasOthers: boolean;
}

/** Where blocks lie while they are looked at: one after the other, of whatever file. */
const SPACE = { bytes: null as Buffer | null };

/**
 * Reads one log to its end, or until it is told to stop, in bounded memory. What was found before a failure stands.
 * `unreadable`: it failed, perhaps midway; `binary`: it is no text.
 */
export async function readLog(file: LogFile, search: Search, stop: AbortSignal): Promise<LogReading> {
  const { marks, tally, vocabulary } = search;
  const exposures = exposureSearch(search.exposures);
  let own = 0;
  const judge = recordJudge(search, marks, (record, fields, line) => {
    const isNamed = record.holds(marks.certain.areIn);
    const mark = isNamed ? "text" : workflowMark(record, fields, marks, vocabulary);
    if (mark === null) return;
    tally.add(fields, { file: file.name, line }, isNamed);
    if (record.isWhole && mark === "text") own += 1;
  });
  const table = tableReader(vocabulary);
  const records = recordReader(marks.inBytes, {
    begin: table.begin,
    rowEnd: table.rowEnd,
    take: ({ text, line }) => {
      const record = { text: table.record(text), line };
      judge(record);
      exposures.searchRecord(record);
    },
    tooLong: (line) => tally.tooLong({ file: file.name, line }),
  });
  let problem: LogReading["problem"] = null;
  const read = (block: Block, first: boolean): void => {
    if (first && looksBinary(block)) problem = "binary";
    exposures.search(block);
    if (problem === null) records.read(block);
  };
  if (!(await eachBlock(file, stop, read))) problem = "unreadable";
  records.end();
  tally.count(records.count());
  return { exposures: exposures.found(), problem, hasOthers: own < records.count() };
}

/**
 * Reads one log once more, for the records that share a request or a trace with those of this run and do not say of which
 * run they are. What of persons is in them is in records of this run.
 *
 * @param links texts of which such a record has one
 */
export async function readShared(
  file: LogFile,
  links: ReadonlySet<string>,
  search: Search,
  stop: AbortSignal,
): Promise<readonly Exposure[]> {
  const marks = marksFor([...links]);
  const exposures = exposureSearch(search.exposures);
  const judge = recordJudge(search, marks, (record, fields, line) => {
    const { marks: ofRun, vocabulary } = search;
    if (record.holds(ofRun.certain.areIn) || workflowMark(record, fields, ofRun, vocabulary) !== null) return;
    if (search.tally.addShared(fields, { file: file.name, line }, links))
      exposures.searchRecord({ text: record.text(), line });
  });
  const table = tableReader(search.vocabulary);
  const records = recordReader(marks.inBytes, {
    begin: table.begin,
    rowEnd: table.rowEnd,
    // What tells its run by itself was judged before; a text that holds other records is looked at again.
    take: ({ text, line }) => {
      if (!namesRun(text, search.marks) || exportIn(text) !== null) judge({ text: table.record(text), line });
    },
    tooLong: () => {},
  });
  await eachBlock(file, stop, (block) => records.read(block));
  records.end();
  return exposures.found();
}

/** Looks at the blocks of a file, one after the other; false where it could not be read to its end. */
async function eachBlock(
  file: LogFile,
  stop: AbortSignal,
  look: (block: Block, first: boolean) => void,
): Promise<boolean> {
  SPACE.bytes ??= Buffer.allocUnsafe(LONGEST_BLOCK);
  let first = true;
  try {
    for await (const block of blocksOf(wholeLines(inUtf8(bytesOf(file.path, stop))), SPACE.bytes)) {
      look(withTexts(block), first);
      first = false;
      if (stop.aborted) break;
    }
    return true;
  } catch {
    return false;
  }
}

/** Takes an export of records apart, and hands on the fields of each record with its text. */
function recordJudge(
  { tally, vocabulary }: Search,
  marks: Marks,
  take: (record: RecordText, fields: Fields, line: number) => void,
): (record: LogRecord) => void {
  return ({ text, line }) => {
    const document = exportIn(text);
    const whole = document === null ? fieldsOf(text, vocabulary) : fieldsOfObject(document, vocabulary);
    // An export that holds its records in a list lacks what they have.
    const listed = document === null ? [] : recordsIn(document, marks.areIn);
    const records = listed.map((object) => ({ object, fields: fieldsOfObject(object, vocabulary) }));
    const lacks = records.length > 0 ? tally.lacks(whole) : 0;
    if (records.some(({ fields }) => tally.lacks(fields) < lacks))
      for (const { object, fields } of records)
        take(
          { isWhole: false, holds: (marked) => holdsText(object, marked), text: () => JSON.stringify(object) },
          fields,
          line,
        );
    else take({ isWhole: document === null, holds: (marked) => marked(text), text: () => text }, whole, line);
  };
}
