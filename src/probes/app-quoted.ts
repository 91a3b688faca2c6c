/**
 * What of a text is quoted: somebody else's words inside a text with words of its own around them. A leak is a text that is the
 * error, alone or behind an apology or a prefix. Told by structure, as the words around a quote may be of any language.
 */
import { FAILS } from "./app-error-text.ts";

/** The longest text that is looked through, UTF-16 units: one with more words than that is prose by their number. */
const LONGEST_TEXT = 8_000;

/** The longest quote that is looked for, UTF-16 units. */
const LONGEST_QUOTE = 4_000;

/** Braces, and those within them down to the third level, which errors do not go below. */
const BRACES = [1, 2].reduce(
  (inner) => `\\{(?:[^{}]|${inner}){0,${LONGEST_QUOTE}}\\}`,
  `\\{[^{}]{0,${LONGEST_QUOTE}}\\}`,
);

/** A quote with its signs: a block of code, JSON, code in a line, and quotation marks; an apostrophe in a word ends none. */
const QUOTE = new RegExp(
  [
    `\`\`\`[\\s\\S]{0,${LONGEST_QUOTE}}?\`\`\``,
    BRACES,
    "`[^`\\n]{1,1000}`",
    '"[^"\\n]{1,1000}"',
    "“[^”]{1,1000}”|„[^“”]{1,1000}[“”]|«[^»]{1,1000}»|「[^」]{1,1000}」|『[^』]{1,1000}』",
    "(?<![\\p{L}\\p{N}])'(?:[^'\\n]|(?<=\\p{L})'(?=\\p{L})){1,1000}'(?![\\p{L}\\p{N}])",
  ].join("|"),
  "gu",
);

/** An entry of a list, or row of a table, that begins with a status or with the name of a code. */
const CODE_ENTRY =
  /^[ \t]{0,8}(?:[-*•|]|\d{1,3}[.)])[ \t]{1,4}[`*"]{0,3}([1-5]\d\d\b|[a-z]{2,40}_[a-z_]{2,60})[^\n]*/gm;

/** Different codes in a list from which on it explains them; one of failed attempts has fewer. */
const FEWEST_CODES = 3;

/** A line of a program, which handles the error that it names. */
const CODE_LINE =
  /^[ \t]*(?:\}?[ \t]*(?:else[ \t]+)?(?:el)?if|throw|raise|\}?[ \t]*catch|except|return|const|let|var|assert|print|console|\/\/|#)\b/m;

/** Characters before a quote that are looked at. */
const LONGEST_LEAD = 400;

/** Words that a text has for itself where it quotes: fewer are a prefix. */
const FEWEST_AROUND = 6;

/** Words of a sentence that lead to a quote at its end: fewer are a prefix. */
const FEWEST_BEFORE = 4;

/** How somebody says that something went wrong, in front of what did. */
const WENT_WRONG =
  /error|fail|exception|could ?n[o'’]t|unable|cannot|can['’]t|problem|crash|stopped|broke|fehler|gescheitert|erreur|échou|erro\b|falha|falló|fout\b|błąd|ошибк|错误|錯誤|失败|失敗|エラー|오류|실패/iu;

/** Words; of languages without blanks two signs are one. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{2}|(?<![\w.])(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])\p{L}){1,30}(?![\w(])/gu;

/**
 * A text without what it quotes. What stands behind a prefix, or behind words that something went wrong, stays: that is an
 * error in quotation marks. So does everything in a text that has hardly a word of its own, or apologises.
 */
export function withoutQuotes(text: string): string {
  if (text.length > LONGEST_TEXT || FAILS.test(text)) return text;
  if (wordsIn(text.replaceAll("```", "").replace(QUOTE, " ")) < FEWEST_AROUND) return text;
  return withoutCodes(text).replace(QUOTE, (quote, at: number, whole: string) =>
    isQuoted(quote, whole.slice(Math.max(0, at - LONGEST_LEAD), at), whole.slice(at + quote.length)) ? " " : quote,
  );
}

/** A text without the entries of a list of codes. */
function withoutCodes(text: string): string {
  const codes = new Set([...text.matchAll(CODE_ENTRY)].map(([, code]) => code));
  return codes.size < FEWEST_CODES ? text : text.replace(CODE_ENTRY, "");
}

/** Whether a sentence leads to a quote, and does not say that this is what went wrong. */
function isQuoted(quote: string, before: string, after: string): boolean {
  const lead =
    /[^\n]*$/
      .exec(before.trimEnd())?.[0]
      .split(/[.!?。！？]\s/)
      .at(-1) ?? "";
  if (CODE_LINE.test(quote.startsWith("```") ? quote : lead)) return true;
  if (WENT_WRONG.test(lead)) return false;
  return wordsIn(lead) >= (GOES_ON.test(after) ? 1 : FEWEST_BEFORE) && !/[.!?]$/.test(lead);
}

/** A sentence that goes on behind a quote: then this is a part of what it says. */
const GOES_ON = /^[)\]]?(?:[;,]|\s*(?:->|→|=>))?[ \t]{1,2}\p{Ll}/u;

function wordsIn(text: string): number {
  return text.match(WORD)?.length ?? 0;
}
