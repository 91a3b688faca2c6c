import { canonicalCode } from "./code.ts";
import {
  type Definition,
  definitionIn,
  endpointsIn,
  fieldComponent,
  isFieldName,
  isTypesAlone,
  type Part,
  pathAlone,
  typesIn,
  valuesIn,
} from "./definition.ts";
import { readTable, textOf } from "./field-table.ts";
import { frames } from "./frames.ts";
import type { Piece } from "./piece.ts";

/** A page, taken apart. */
export interface PageContent {
  /** Fields, types, tables, code, endpoints: sorted, because their order on the page binds nobody. */
  readonly contract: readonly string[];
  /** The words of everything else, in the order of the page. */
  readonly prose: readonly string[];
  /** Blocks of code as they stand. */
  readonly code: readonly string[];
  /** Method and path of each endpoint, and paths on their own. */
  readonly endpoints: readonly string[];
  /** Texts in which the names of fields stand. */
  readonly names: readonly string[];
}

/** A heading that is the name of a field, and no word of a sentence. */
const FIELD_HEADING = /^[a-z][a-z0-9]*(?:[_.][a-z0-9_]+)*$/;
/** Where a name in code stands for a field even without a type. */
const DEFINING = /^(?:h[1-6]|li|dt)$/;
/** A term of a list of definitions has fewer words than a sentence. */
const LONGEST_TERM = 12;

const WORD = /[\p{L}\p{N}_]+(?:[.'-][\p{L}\p{N}_]+)*/gu;

/** Reads a page from start to end and tells contract from prose (product.md, trigger `contract-drift`). */
export function readPage(pieces: readonly Piece[]): PageContent {
  const prose: string[] = [];
  const code: string[] = [];
  const endpoints = new Set<string>();
  const names: string[] = [];
  const place = frames((rows) => {
    const { contract, names: fields, prose: explained } = readTable(rows);
    if (contract !== null) place.emit([...place.path(), contract].join(" > "));
    names.push(...fields);
    for (const parts of explained) keepProse(parts);
  });
  let run: Part[] = [];
  let method = "";

  const keepProse = (parts: readonly Part[]) => {
    const words = withoutDates(textOf(parts)).match(WORD) ?? [];
    for (const word of words) prose.push(word);
  };
  const emit = (says: string) => {
    place.emit([...place.path(), says].join(" > "));
    names.push(says);
  };
  const endpointsOf = (parts: readonly Part[]) => {
    const text = method + textOf(parts);
    // A method and its path are often two elements, with or without a space between them.
    method = /^(?:GET|POST|PUT|PATCH|DELETE)$/i.test(text) ? `${text} ` : "";
    const found = endpointsIn(text);
    for (const one of found.length > 0 ? found : endpointsIn(parts.map((part) => part.text).join(" ")))
      endpoints.add(one);
    for (const { text: span, mark } of parts) {
      const path = mark === "code" ? pathAlone(span) : null;
      if (path !== null) endpoints.add(path);
      if (mark === "code") names.push(span);
    }
  };
  const flush = () => {
    const parts = run;
    run = [];
    const text = textOf(parts);
    if (text === "") return;
    endpointsOf(parts);
    const cell = place.cell();
    // Blocks in a cell stand below each other.
    if (cell !== null) cell.push(...(cell.length > 0 ? [{ text: " ", mark: "plain" } as const] : []), ...parts);
    else if (!isPlatformNoise(text)) readParagraph(parts, text);
  };
  const readParagraph = (parts: readonly Part[], text: string) => {
    const at = place.structure();
    const heading = /^h[1-6]$/.test(at);
    if (heading) place.nameSection(null);
    const whole = heading && FIELD_HEADING.test(text) ? [{ text, mark: "code" as const }] : parts;
    const definition = definitionIn(whole) ?? (at === "" ? null : plainDefinition(parts));
    if (isFieldName(text)) names.push(text);
    if (definition !== null && (definition.typed || (DEFINING.test(at) && isMarked(whole)))) {
      emit(definition.says);
      if (heading) place.nameSection(definition.name);
      else place.nameFrame(definition.name);
      claims(definition.rest);
      keepProse(definition.rest);
    } else if (at === "dt" && text.split(" ").length <= LONGEST_TERM) {
      emit(text);
      place.nameFrame(text);
    } else if (isTypesAlone(parts)) emit(typesIn(parts).said.join(" "));
    else {
      if (place.path().length > 0) claims(parts);
      keepProse(parts);
    }
  };
  const claims = (parts: readonly Part[]) => {
    for (const value of valuesIn(parts)) emit(value);
  };

  for (const piece of pieces) {
    if (piece.kind === "text") {
      run.push({ text: piece.text, mark: place.mark(), paragraph: place.inParagraph() });
      continue;
    }
    const inline = "name" in piece && place.isInline(piece.name);
    if (!inline) flush();
    if (piece.kind === "code") {
      emit(canonicalCode(piece.info, piece.text));
      code.push(piece.text);
      for (const found of [...endpointsIn(piece.info), ...endpointsIn(piece.text)]) endpoints.add(found);
    } else if (piece.kind === "close") place.close(piece.name);
    else if (piece.kind === "open" && inline) place.open(piece.name);
    else if (piece.kind === "open") {
      const field = fieldComponent(piece.name, piece.attributes);
      if (field !== null) emit(field.says);
      place.open(piece.name, field?.name);
      for (const found of endpointsIn(Object.values(piece.attributes).join(" "))) endpoints.add(found);
    }
  }
  flush();
  place.closeAll();
  const contract = [...place.emitted(), ...[...endpoints].map((found) => `endpoint ${found}`)].sort();
  return { contract, prose, code, endpoints: [...endpoints], names: [...names, ...code] };
}

/** A definition whose name stands in no element: `model (string): ...`; only its types tell it from a sentence. */
function plainDefinition([first, ...rest]: readonly Part[]): Definition | null {
  const [, name, after] = /^\s*([a-z_][\w.]{0,79})(\s*[(:\u2013\u2014-][\s\S]*)$/.exec(first?.text ?? "") ?? [];
  if (name === undefined || after === undefined) return null;
  const parts: readonly Part[] = [{ text: name, mark: "element" }, { text: after, mark: "plain" }, ...rest];
  const found = definitionIn(parts);
  return found?.typed ? found : null;
}

/** Whether the name in front stands in code: only that makes a name without a type a definition. */
function isMarked(parts: readonly Part[]): boolean {
  return parts.find(({ text }) => /[\p{L}\p{N}]/u.test(text))?.mark === "code";
}

const DATE =
  "(?:\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|(?:\\d{1,2}\\s+)?[A-Z][a-z]{2,8}\\.?\\s+(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?\\d{4}|\\d+\\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\\s+ago)";
const UPDATED = new RegExp(
  `\\b(?:last\\s+)?(?:updated|modified|edited|reviewed|published|changed|built|generated)\\b(?:\\s+on|\\s+at)?\\s*:?\\s*${DATE}`,
  "gi",
);

/** What a platform adds around a page, as a paragraph of its own. */
const PLATFORM =
  /^(?:(?:edit|view|improve|suggest edits?)(?: to)?(?: this page| this| on github| source| edits?)*|suggest edits|raise issue|was this page helpful\??(?: yes no)?|yes|no|copy(?: page| code)?|copied!?|previous|next|on this page|table of contents|skip to (?:main )?content|powered by .{1,40}|built with .{1,40}|(?:built?|version|revision|commit|build id)\s*[:#]?\s*[0-9a-f.v-]{5,64})$/i;

/** Text without the day on which somebody last touched the page. */
function withoutDates(text: string): string {
  return text.replace(UPDATED, " ");
}

/** Whether a paragraph belongs to the platform and not to the page: edit links, feedback, build ids. */
function isPlatformNoise(text: string): boolean {
  return text.length <= 120 && PLATFORM.test(text);
}
