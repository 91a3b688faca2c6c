import { type Claim, isEventName, isFieldName, isModelName, valueWord } from "./contract.ts";
import { definitionIn, type Part, typesIn, valuesIn } from "./definition.ts";
import { endpointsIn, pathAlone } from "./endpoint.ts";
import { plain } from "./piece.ts";
import { statusIn } from "./status.ts";
import { wordsOfType } from "./type-words.ts";

/** A cell as it was read. */
export interface Cell {
  readonly header: boolean;
  readonly parts: readonly Part[];
}

const NAME_COLUMN = /\b(?:fields?|param(?:eter)?s?|propert(?:y|ies)|keys?|attributes?|arguments?|headers?|members?)\b/;
const TYPE_COLUMN = /\b(?:data )?types?\b/;
const REQUIRED_COLUMN = /^(?:required|mandatory)\b/;
const DEFAULT_COLUMN = /^defaults?\b/;
const VALUES_COLUMN = /\b(?:values|enum|options)\b/;
const STATUS_COLUMN = /\b(?:status|codes?|http|errors?)\b/;
/** Columns of a list of models and of what they cost or hold: both change without any promise being broken. */
const LIST_OF_MODELS =
  /\b(?:models?|context|pric(?:e|es|ing)|costs?|tokens?|latency|throughput|[rt]p[md]|tiers?|plans?)\b/;

/** In a table without a header, a cell of more words than this explains. */
const MOST_WORDS = 8;

/**
 * Divides a table into what it says of the contract and the cells that are prose: each row is a promise of its own, whatever
 * its place; columns that explain are prose.
 */
export function readTable(rows: readonly (readonly Cell[])[]) {
  const [first = [], ...others] = rows;
  const hasHeader = first.length > 0 && first.every(({ header }) => header);
  const titles = hasHeader ? first.map(({ parts }) => textOf(parts).toLowerCase()) : [];
  const body = hasHeader ? others : rows;
  const column = (pattern: RegExp) => titles.findIndex((title) => pattern.test(title));
  const typed = titles.some(
    (title, i) => i > 0 && (TYPE_COLUMN.test(title) || REQUIRED_COLUMN.test(title) || DEFAULT_COLUMN.test(title)),
  );
  const models = /\bmodels?\b/.test(titles[0] ?? "") || (!typed && column(LIST_OF_MODELS) !== -1);
  const named = body.filter(([cell]) => cell !== undefined && nameIn(cell) !== null).length;
  // The title of the first column leaves open what its cells are.
  const isNameless = ["name", "", undefined].includes(titles[0]);
  const fields = typed || NAME_COLUMN.test(titles[0] ?? "") || (isNameless && named > 0 && named * 2 >= body.length);
  const claims: Claim[] = [];
  const prose: (readonly Part[])[] = [];
  if (models) return { claims, prose: rows.flat().map(({ parts }) => parts) };
  for (const row of body) {
    const claim = otherClaim(row, titles) ?? (fields ? fieldClaim(row, titles, hasHeader) : null);
    if (claim !== null) claims.push(claim);
    prose.push(...row.flatMap(({ parts }, i) => (claim === null ? [parts] : explanationIn(parts, i, titles))));
  }
  return { claims, prose };
}

/** A row of endpoints, events or statuses. */
function otherClaim(row: readonly Cell[], titles: readonly string[]): Claim | null {
  const [first] = row;
  if (first === undefined) return null;
  const text = textOf(first.parts);
  if (isEventName(text)) return { kind: "event", name: text, words: [] };
  const status = titles.length === 0 || STATUS_COLUMN.test(titles[0] ?? "") ? statusIn(text) : [];
  if (status[0] !== undefined) return { kind: "status", name: status[0], words: [] };
  const texts = row.slice(0, 3).map(({ parts }) => textOf(parts));
  const [endpoint] = endpointsIn(texts.join(" "));
  const path = endpoint?.path ?? texts.map(pathAlone).find((found) => found !== null);
  return path == null ? null : { kind: "path", name: path, words: endpoint?.method == null ? [] : [endpoint.method] };
}

function fieldClaim(row: readonly Cell[], titles: readonly string[], hasHeader: boolean): Claim | null {
  const [first] = row;
  const name = first === undefined ? null : nameIn(first);
  if (first === undefined || name === null) return null;
  const words = [...(definitionIn(first.parts)?.words ?? [])];
  for (const [i, { parts }] of row.entries()) {
    if (i === 0) continue;
    const title = titles[i] ?? "";
    const text = textOf(parts);
    if (!hasHeader) {
      const paragraphs = parts.filter((part) => part.paragraph === true);
      words.push(...typesIn(parts.filter((part) => part.paragraph !== true)).words, ...valuesIn(paragraphs));
    } else if (TYPE_COLUMN.test(title)) words.push(...wordsOfType(text));
    else if (REQUIRED_COLUMN.test(title)) words.push(...(YES.test(text) ? ["required"] : []));
    else if (DEFAULT_COLUMN.test(title))
      words.push(...(/^required$/i.test(text) ? ["required"] : listed("default", [text])));
    else if (VALUES_COLUMN.test(title)) words.push(...listed("value", text.match(/[\w.+-]+/g) ?? []));
    else words.push(...valuesIn(parts));
  }
  return { kind: "field", name, words };
}

function listed(label: "default" | "value", values: readonly string[]): readonly string[] {
  return values.flatMap((value) => valueWord(label, value) ?? []);
}

const YES = /^(?:yes|y|true|required|always|mandatory|[✓✔✅x●])/i;

/** What explains in a cell of a row that is a promise. */
function explanationIn(parts: readonly Part[], i: number, titles: readonly string[]): readonly (readonly Part[])[] {
  if (i === 0) return [];
  const title = titles[i];
  if (title !== undefined)
    return [TYPE_COLUMN, REQUIRED_COLUMN, DEFAULT_COLUMN, VALUES_COLUMN].some((column) => column.test(title))
      ? []
      : [parts];
  // Redoc puts type, default and values into one cell, and the description below them into a paragraph.
  return textOf(parts).split(" ").length > MOST_WORDS ? [parts] : [parts.filter((part) => part.paragraph === true)];
}

function nameIn({ parts }: Cell): string | null {
  const text = textOf(parts).replace(/\?$/, "");
  if (isModelName(text)) return null;
  return definitionIn(parts)?.name ?? (isFieldName(text) ? text : null);
}

/** The text of a cell; marks of emphasis are none of it. */
export function textOf(parts: readonly Part[]): string {
  return plain(parts.map(({ text }) => text).join("")).replace(/[*~¶]+/g, "");
}
