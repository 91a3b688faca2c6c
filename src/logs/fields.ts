/** The fields of one record, wherever in it they stand. */
import { isObject, type JsonObject, parseJson } from "../text/json.ts";
import { memberPairs, plainValue } from "./attributes.ts";
import { isContainer, isScopes, isWrapper, mayHoldRecord, withinContainers } from "./containers.ts";
import { withoutColours } from "./escapes.ts";
import { type Fields, isEmpty, isYes } from "./field-values.ts";
import { fieldName, type Vocabulary } from "./names.ts";
import { remembered } from "./remember.ts";

/** How deep objects are followed, and how many members: log records are flat, and a hostile one costs no more than this. */
const DEEPEST = 8;
const MOST_FIELDS = 2_000;

/** Records in records that are looked into: a container runtime around a collector around a logger. */
const MOST_WRAPPERS = 3;

/** Takes a value under its path; a value that the record itself has comes before that of a record in it. */
type Add = (path: string, value: unknown) => void;

function fieldTable(vocabulary: Vocabulary) {
  const fields = new Map<string, unknown>();
  const add: Add = (path, value) => {
    if (!vocabulary.knows(path)) return;
    const known = fields.get(path);
    if (known === undefined || isEmpty(known)) fields.set(path, value);
    // One yes is an answer of the fallback, whatever the record says beside it, and in whichever group.
    if (isYes(value) && vocabulary.roleOf(path) === "fallback") fields.set("fallbackused", value);
  };
  return { fields, add };
}

/** The fields of a record: of its JSON object, wherever on the line it begins, and of `name=value` and `name: value`. */
export function fieldsOf(record: string, vocabulary: Vocabulary): Fields {
  const { fields, add } = fieldTable(vocabulary);
  addRecord(record, add, MOST_WRAPPERS);
  return fields;
}

/** The fields of a record that is an object already. */
export function fieldsOfObject(record: JsonObject, vocabulary: Vocabulary): Fields {
  const { fields, add } = fieldTable(vocabulary);
  addObject(record, add, MOST_WRAPPERS);
  return fields;
}

function addRecord(text: string, add: Add, wrappers: number): void {
  // Coloured output has an escape sequence between a name and its value.
  const { before, value } = objectIn(withoutColours(text));
  if (value !== null) addObject(value, add, wrappers);
  if (before === "") return;
  addTokens(before, add, wrappers);
  const writer = WRITER.exec(before)
    ?.slice(1)
    .find((each) => each !== undefined);
  if (writer !== undefined) add("container", writer);
}

/** The JSON object that ends a line, and what stands before it: a time, a stream, the name of a container. */
function objectIn(text: string): { readonly before: string; readonly value: JsonObject | null } {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start !== -1 && end > start) {
    const value = parseJson(text.slice(start, end + 1));
    if (isObject(value)) return { before: text.slice(0, start), value };
  }
  return { before: text, value: null };
}

/**
 * Who wrote a line, where what collected it puts that before it: Docker Compose, `kubectl logs --prefix`, syslog, and
 * Spring Cloud Sleuth beside its trace.
 */
const WRITER =
  /^\s?([\w.-]{1,64}?)\s{1,40}\|\s|^\[(pod\/[\w.-]{1,128}\/[\w.-]{1,64})\]|^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d [\d:]{8} [\w.-]{1,64} ([\w./-]{1,64})(?:\[\d{1,10}\])?:\s|^<\d{1,3}>1 \S{1,40} \S{1,128} ([\w./-]{2,64}) |\[([\w.-]{1,64}),[0-9a-f]{16,32},[0-9a-f]{16}[,\]]/;

interface Pending {
  readonly path: string;
  readonly object: JsonObject;
  readonly depth: number;
}

function addObject(root: JsonObject, add: Add, wrappers: number): void {
  const pending: Pending[] = [{ path: "", object: root, depth: 0 }];
  let count = 0;
  // In breadth: what a record says itself comes before what a container in it says.
  for (let i = 0; i < pending.length; i++) {
    const { path: around, object, depth } = pending[i] as Pending;
    for (const key in object) {
      const written = object[key];
      count += 1;
      if (count > MOST_FIELDS) return;
      const { name, within, mayWrap } = memberName(key);
      const path = around === "" ? name : `${around}.${name}`;
      const value = typeof written === "object" && written !== null ? plainValue(written) : written;
      add(path, value);
      if (within !== name && around === "") pending.push({ path: "", object: { [within]: written }, depth: depth + 1 });
      if (typeof value === "object" && value !== null) {
        if (depth >= DEEPEST) continue;
        const scopes = Array.isArray(value) && isScopes(name, value);
        const held = scopes ? merged(value) : Array.isArray(value) ? memberPairs(value) : (value as JsonObject);
        if (held === null) continue;
        pending.push({ path, object: held, depth: depth + 1 });
        if (around === "" && (scopes || isContainer(name))) pending.push({ path: "", object: held, depth: depth + 1 });
      } else if (mayWrap && wrappers > 0 && around === "" && typeof value === "string" && mayHoldRecord(name, value))
        addRecord(value, add, wrappers - 1);
    }
  }
}

/** What the name of a member tells, which is the same in every record. */
const memberName = remembered((key) => {
  const name = fieldName(key);
  return { name, within: withinContainers(name), mayWrap: isWrapper(name) };
});

/** The objects of a list as one: the innermost scope has the last word. */
function merged(list: readonly unknown[]): JsonObject {
  return Object.assign({}, ...list.filter(isObject));
}

/**
 * `name=value`, `name = value`, `name: value`, `"name"=>value`, `name -> value`, `name => <<"value">>` in Erlang. Right behind
 * `=` the value follows at once, as in logfmt; one without quotes ends at whatever parts fields, a bar as well. Lengths are
 * bounded, so that a hostile line costs no more than its length.
 */
const TOKEN =
  /(?<![\w.@/-])(["']?)([A-Za-z_@][\w.@/-]{0,127})\1(?:=>?|\s{1,4}=\s{1,4}|\s{0,4}(?:::?|[=-]>)\s{0,4})(?:<<)?(?:"((?:[^"\\]|\\.){0,8192})"|'([^']{0,8192})'|([^\s,;"'()[\]{}|^]{0,8192}))/g;

/** What an element of XML holds, or a pair of attributes (XmlLayout of log4net, log4j and NLog). */
const ELEMENT =
  /<([A-Za-z_][\w.-]{0,127})>([^<]{0,8192})<\/\1>|\bname="([\w.-]{1,128})"\s{1,4}value="([^"]{0,8192})"/gi;

function addTokens(text: string, add: Add, wrappers: number): void {
  let count = 0;
  const inContainers: [string, unknown][] = [];
  for (const [, , written = "", quoted, single, bare] of text.matchAll(TOKEN)) {
    count += 1;
    if (count > MOST_FIELDS) return;
    const name = fieldName(written);
    const value = quoted ?? single ?? bare ?? "";
    add(name, value);
    if (name.includes(".")) inContainers.push([withinContainers(name), value]);
    // A record that was quoted once more, as Fluent Bit prints it.
    if (wrappers > 0 && quoted?.includes('{\\"') && mayHoldRecord(name, quoted)) {
      const record = parseJson(`"${quoted}"`);
      if (typeof record === "string") addRecord(record, add, wrappers - 1);
    }
  }
  if (text.includes("</") || text.includes("/>"))
    for (const [, element, content, name = element ?? "", value = content] of text.matchAll(ELEMENT))
      add(fieldName(name), value);
  for (const [name, value] of inContainers) add(name, value);
}
