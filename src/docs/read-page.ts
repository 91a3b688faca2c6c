import { readCode } from "./code.ts";
import { type Claim, contractNotes, isEventName, isFieldName, valueWord } from "./contract.ts";
import { beginsWithTypes, type Definition, definitionIn, type Part, typesIn, valuesIn } from "./definition.ts";
import { endpointsIn } from "./endpoint.ts";
import { endpointReader } from "./endpoint-reader.ts";
import { fieldComponent } from "./field-component.ts";
import { readTable, textOf } from "./field-table.ts";
import { frames } from "./frames.ts";
import type { Piece } from "./piece.ts";
import { isPlatformNoise, wordsOfProse } from "./prose.ts";
import { statusIn } from "./status.ts";

/** A page, taken apart. */
export interface PageContent {
  /** What it promises (`evidence/docs.ts`, `DOCS_PIECE`). */
  readonly contract: readonly string[];
  /** The words of everything else, in the order of the page. */
  readonly prose: readonly string[];
  /** Blocks of code as they stand. */
  readonly code: readonly string[];
  /** Texts in which the names of fields stand. */
  readonly names: readonly string[];
}

/** A heading that is the name of a field, and no word of a sentence. */
const FIELD_HEADING = /^[a-z][a-z0-9]*(?:[_.][a-z0-9_]+)*$/;
/** What some pages write in front of a type, below the name. */
const LABEL = /^(?:types?|required|default|enum|(?:allowed |possible )?values)\s*:/i;
/** Where a name in code stands for a field even without a type. */
const DEFINING = /^(?:h[1-6]|li|dt)$/;

/**
 * Reads a page from start to end and tells contract from prose (product.md, trigger `contract-drift`).
 *
 * @param path end of the path that the page is about, where a description tells of more; null: any
 */
export function readPage(pieces: readonly Piece[], path: string | null): PageContent {
  const prose: string[] = [];
  const code: string[] = [];
  const names: string[] = [];
  const notes = contractNotes();
  const say = (claim: Claim) => {
    notes.say(claim);
    names.push(claim.name);
  };
  const place = frames((rows) => {
    const { claims, prose: explained } = readTable(rows);
    for (const claim of claims) say(claim.kind === "field" ? { ...claim, name: within(claim.name) } : claim);
    for (const parts of explained) keepProse(parts);
  });
  let run: Part[] = [];
  const endpoints = endpointReader(path, say);
  /** A paragraph that is a name and nothing else; a type may follow it. */
  let alone: string | null = null;

  /** The field that was described last, in this section. */
  let last: string | null = null;

  const within = (name: string) => [...place.path(), name].join(".");
  const keepProse = (parts: readonly Part[]) => {
    for (const word of wordsOfProse(textOf(parts))) prose.push(word);
  };
  const readMarks = (parts: readonly Part[]) => {
    for (const { text: span, mark } of parts) {
      if (mark !== "code") continue;
      names.push(span);
      if (isEventName(span)) say({ kind: "event", name: span, words: [] });
    }
  };
  const flush = () => {
    const parts = run;
    run = [];
    const text = textOf(parts);
    if (text === "") return;
    endpoints.read(parts, place.structure() === "" && place.cell() === null);
    readMarks(parts);
    const cell = place.cell();
    // Blocks in a cell stand below each other.
    if (cell !== null) cell.push(...(cell.length > 0 ? [{ text: " ", mark: "plain" } as const] : []), ...parts);
    else if (!isPlatformNoise(text)) readParagraph(parts, text);
  };
  const readParagraph = (parts: readonly Part[], text: string) => {
    const at = place.structure();
    const before = alone;
    alone = null;
    const heading = /^h[1-6]$/.test(at);
    if (heading) {
      place.nameSection(null);
      last = null;
    }
    const whole = heading && FIELD_HEADING.test(text) ? [{ text, mark: "code" as const }] : parts;
    const definition = definitionIn(whole) ?? (at === "" ? null : plainDefinition(parts));
    const marked = DEFINING.test(at) && isMarked(whole) && definition?.explained === true;
    if (isFieldName(text)) names.push(text);
    const label = LABEL.exec(text)?.[0];
    const statuses = at === "" ? [] : statusIn(text);
    if (label !== undefined) {
      const name = place.path().join(".") || (before === null ? last : within(before));
      alone = before;
      if (name !== null) say({ kind: "field", name, words: labelWords(parts, label) });
      keepProse(parts);
    } else if (definition !== null && isEventName(definition.name)) {
      say({ kind: "event", name: definition.name, words: [] });
      keepProse(definition.rest);
    } else if (definition !== null && (definition.typed || (marked && !place.listsModels()))) {
      define(definition, heading);
    } else if (statuses.length > 0) {
      for (const name of statuses) say({ kind: "status", name, words: [] });
      keepProse(parts);
    } else if (beginsWithTypes(parts)) {
      const [name, outer] = before === null ? [place.path().join("."), null] : [within(before), before];
      const { words, rest } = typesIn(parts);
      if (name !== "") say({ kind: "field", name, words });
      keepProse(rest);
      if (before !== null) last = name;
      alone = outer;
    } else {
      if (isFieldName(text)) alone = text;
      if (heading) place.nameHeading(text);
      claims(parts);
      keepProse(parts);
    }
  };
  const define = ({ name, words, typed, rest }: Definition, heading: boolean) => {
    if (!typed && last !== null && !rest.some(({ text }) => /\w/.test(text))) {
      // A list of bare words below a field is the list of its values.
      say({ kind: "field", name: last, words: [valueWord("value", name) ?? ""] });
      return;
    }
    if (typed) last = within(name);
    say({ kind: "field", name: within(name), words });
    if (heading) place.nameSection(name);
    else place.nameFrame(name);
    claims(rest);
    keepProse(rest);
  };
  const claims = (parts: readonly Part[]) => {
    const words = valuesIn(parts);
    const name = place.path().join(".") || last;
    if (words.length > 0 && name !== null) say({ kind: "field", name, words });
  };

  for (const piece of pieces) {
    if (piece.kind === "text") {
      run.push({ text: piece.text, mark: place.mark(), paragraph: place.inParagraph() });
      continue;
    }
    const inline = "name" in piece && place.isInline(piece.name);
    if (!inline) flush();
    if (piece.kind === "code") {
      readCode(piece.info, piece.text, path, notes);
      code.push(piece.text);
    } else if (piece.kind === "close") place.close(piece.name);
    else if (piece.kind === "open" && inline) place.open(piece.name);
    else if (piece.kind === "open") {
      const field = fieldComponent(piece.name, piece.attributes);
      if (field !== null) say({ ...field, name: within(field.name) });
      place.open(piece.name, field?.name);
      const { method: verb, path: name } = piece.attributes;
      const named =
        verb !== undefined && name !== undefined ? `${verb} ${name}` : Object.values(piece.attributes).join(" ");
      for (const found of endpointsIn(named)) say({ kind: "path", name: found.path, words: [found.method ?? ""] });
    }
  }
  flush();
  endpoints.end();
  place.closeAll();
  return { contract: notes.pieces(), prose, code, names: [...names, ...code] };
}

/** A definition whose name stands in no element: `model (string): ...`; only its types tell it from a sentence. */
function plainDefinition([first, ...rest]: readonly Part[]): Definition | null {
  const [, name, after] = /^\s*([a-z_][\w.]{0,79})(\s*[(:\u2013\u2014-][\s\S]*)$/.exec(first?.text ?? "") ?? [];
  if (name === undefined || after === undefined) return null;
  const parts: readonly Part[] = [{ text: name, mark: "element" }, { text: after, mark: "plain" }, ...rest];
  const found = definitionIn(parts);
  return found?.typed ? found : null;
}

/** What a paragraph such as `Type: string` says. */
function labelWords(parts: readonly Part[], label: string): readonly string[] {
  // A default and a list of values are read with the word in front of them.
  if (/^(?:default|enum)/i.test(label)) return typesIn(parts).words;
  const said = parts.map((part, i) => (i === 0 ? { ...part, text: part.text.trimStart().slice(label.length) } : part));
  if (/^required/i.test(label)) return /^\W*(?:yes|true)\b/i.test(textOf(said)) ? ["required"] : [];
  return typesIn(said).words;
}

/** Whether the name in front stands in code: only that makes a name without a type a definition. */
function isMarked(parts: readonly Part[]): boolean {
  return parts.find(({ text }) => /[\p{L}\p{N}]/u.test(text))?.mark === "code";
}
