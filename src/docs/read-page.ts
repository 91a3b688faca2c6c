import { asides } from "./aside.ts";
import { readCode } from "./code.ts";
import { type Claim, contractNotes, isEventName, isFieldName, valueWord } from "./contract.ts";
import {
  beginsWithTypes,
  type Definition,
  definitionIn,
  isMarked,
  labelWords,
  type Part,
  plainDefinition,
  typesIn,
  valuesIn,
} from "./definition.ts";
import { endpointsIn, isBelowOwn } from "./endpoint.ts";
import { endpointReader } from "./endpoint-reader.ts";
import { fieldComponent } from "./field-component.ts";
import { readTable, textOf } from "./field-table.ts";
import { frames } from "./frames.ts";
import { linkReader } from "./navigation.ts";
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
    for (const claim of claims)
      if (claim.kind === "field") say({ ...claim, name: within(claim.name) });
      else if (claim.kind !== "path" || isBelowOwn(claim.name, path)) say(claim);
    for (const parts of explained) keepProse(parts);
  });
  let run: Part[] = [];
  const links = linkReader();
  const isAside = asides();
  let aside = false;
  const endpoints = endpointReader(path, say);
  /** A paragraph that is a name and nothing else; a type may follow it, though not in another item of a list. */
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
    const { linked, navigates } = links.end();
    run = [];
    const text = textOf(parts);
    if (text === "") return;
    const cell = place.cell();
    const at = cell === null ? place.structure() : "td";
    const level = at === "" ? null : Number(/^h([1-6])$/.exec(at)?.[1] ?? 0);
    aside = isAside(text, level);
    if (!aside) {
      endpoints.read(parts, at === "", linked && level === 0);
      readMarks(parts);
    }
    // Blocks in a cell stand below each other.
    if (cell !== null && !aside)
      cell.push(...(cell.length > 0 ? [{ text: " ", mark: "plain" } as const] : []), ...parts);
    else if (isPlatformNoise(text)) return;
    else if (aside) keepProse(parts);
    else readParagraph(parts, text, navigates);
  };
  const readParagraph = (parts: readonly Part[], text: string, navigates: boolean) => {
    const at = place.structure();
    const before = alone;
    alone = null;
    const heading = /^h[1-6]$/.test(at);
    if (heading) {
      place.nameSection(null);
      last = null;
    }
    const whole = heading && FIELD_HEADING.test(text) ? [{ text, mark: "code" as const }] : parts;
    const definition = navigates ? null : (definitionIn(whole) ?? (at === "" ? null : plainDefinition(parts)));
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
    } else if (beginsWithTypes(parts) && (before !== null || !(navigates || (at === "li" && /^[A-Z]/.test(text))))) {
      const [name, outer] = before === null ? [place.path().join("."), null] : [within(before), before];
      const { words, rest } = typesIn(parts);
      if (name !== "") say({ kind: "field", name, words });
      keepProse(rest);
      if (before !== null) last = name;
      alone = outer;
    } else {
      if (isFieldName(text) && !navigates) alone = text;
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
      links.text(piece.text);
      run.push({ text: piece.text, mark: place.mark(), paragraph: place.inParagraph() });
      continue;
    }
    const inline = "name" in piece && place.isInline(piece.name);
    if (!inline) flush();
    if (piece.kind === "code") {
      if (!aside) readCode(piece.info, piece.text, path, notes);
      code.push(piece.text);
    } else if (piece.kind === "close") {
      place.close(piece.name);
      if (piece.name === "a") links.close();
      if (piece.name === "li") alone = null;
    } else if (piece.kind === "open" && inline) {
      place.open(piece.name);
      if (piece.name === "a") links.open(piece.attributes.href);
    } else if (piece.kind === "open") {
      const field = fieldComponent(piece.name, piece.attributes);
      if (field !== null) say({ ...field, name: within(field.name) });
      place.open(piece.name, field?.name);
      const { method: verb, path: name } = piece.attributes;
      const named =
        verb !== undefined && name !== undefined ? `${verb} ${name}` : Object.values(piece.attributes).join(" ");
      for (const found of piece.attributes.href === undefined ? endpointsIn(named) : [])
        if (isBelowOwn(found.path, path)) say({ kind: "path", name: found.path, words: [found.method ?? ""] });
    }
  }
  flush();
  endpoints.end();
  place.closeAll();
  return { contract: notes.pieces(), prose, code, names: [...names, ...code] };
}
