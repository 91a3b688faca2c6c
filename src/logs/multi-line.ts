/**
 * Records of text over several lines: YAML, as `gcloud` prints a document for each entry and `az` an item, and lines that
 * go on indented, as pino-pretty and `journalctl -o verbose` write the fields of a record below it, Node an object, and .NET
 * the message below its category.
 */
import { LONGEST_LINE, lineEnd } from "./blocks.ts";
import { withoutColours } from "./escapes.ts";

const [SPACE, TAB, NEWLINE, HYPHEN, OPEN_OBJECT] = [0x20, 0x09, 0x0a, 0x2d, 0x7b];

/** Bytes of a line that tell what it is. */
const HEAD_BYTES = 100;

/** A line between two documents (YAML 1.2, section 9.1.2). */
const SEPARATOR = /^---\s{0,9}$/;

/** A line of a document, at its margin: a name, an item, a comment, nothing. */
const OF_A_DOCUMENT = /^(?:["']?[\w.@/-]{1,64}["']?:(?:\s|$)|- |#|\s{0,9}$)/;

/** An indented line with a field; a time is none, as Cloud Foundry indents every line. */
const FIELD = /^[ \t]{1,40}["']?[A-Za-z_@][\w.@/-]{0,63}["']?\s?[:=]\s?\S/;

/** Level, category and event of .NET's console. */
const CATEGORY = /^(?:trce|dbug|info|warn|fail|crit): \S{1,200}\[\d{1,9}\]\s{0,2}$/;

/** An object as Node prints it; JSON has quotes around its names. */
const MEMBER = /^\s{1,40}'?[A-Za-z_$]/;

/** What begins no text that goes on: white space, and what JSON has. */
const NO_TEXT = new Set([...' \t\r\n{}],"'].map((sign) => sign.charCodeAt(0)));

/** Tells where the records of one file end that have several lines; the others end with their line. */
export function multiLineRecords() {
  /** Such a record was seen in this file. */
  let isSeen = false;
  let isOff = false;
  const headAt = (bytes: Buffer, at: number, to: number) =>
    withoutColours(bytes.toString("latin1", at, Math.min(lineEnd(bytes, at, to), at + HEAD_BYTES)));
  const isIndented = (bytes: Buffer, at: number) => bytes[at] === SPACE || bytes[at] === TAB;

  return {
    /** Where the record ends whose first line ends at `end`; -1 where it may go on behind `to`. */
    end: (bytes: Buffer, from: number, end: number, to: number, isLast: boolean): number => {
      const isObject = bytes[from] === OPEN_OBJECT && end - from === 1;
      if (isOff || (NO_TEXT.has(bytes[from] as number) && !isObject)) return end;
      const isDocument = bytes[from] === HYPHEN && SEPARATOR.test(headAt(bytes, from, to));
      if (!isDocument && end < to) {
        const next = isIndented(bytes, end + 1) ? headAt(bytes, end + 1, to) : "";
        if (
          isObject ? !MEMBER.test(next) : !FIELD.test(next) && (next === "" || !CATEGORY.test(headAt(bytes, from, end)))
        )
          return end;
      }
      if (end >= to && !(isSeen || isDocument)) return end;
      isSeen = true;
      let stop = end;
      while (stop < to) {
        const next = stop + 1;
        const goesOn = isDocument
          ? isIndented(bytes, next) || bytes[next] === NEWLINE || OF_A_DOCUMENT.test(headAt(bytes, next, to))
          : isIndented(bytes, next);
        if (isDocument && !goesOn && !SEPARATOR.test(headAt(bytes, next, to))) {
          // A line like that one stands between other things as well.
          isOff = true;
          return end;
        }
        if (!goesOn) return stop;
        stop = lineEnd(bytes, next, to);
      }
      if (isLast || to - from <= LONGEST_LINE) return isLast ? to : -1;
      isOff = true;
      return end;
    },
  };
}

/** A name at the end of its line, whose members follow: it must not be taken for a field with the first of them. */
const OPENS = /^(\s*(?:- )?["']?[\w.@/-]{1,64}["']?):[ \t]*(?:[|>][-+]?)?[ \t]*$/gm;

/** A line without a name or an item is the rest of the text above it. */
const FOLD = /\n[ \t]+(?=\S)(?!(?:- )?["']?[\w.@/-]{1,64}["']?\s?[:=](?:\s|$))(?!- )/g;

/** A record of several lines in which each field has a line. */
export function unfolded(text: string): string {
  return text.includes("\n") ? withoutColours(text).replace(FOLD, " ").replace(OPENS, '$1: ""') : text;
}
