import { parseDocument } from "yaml";
import { canonicalJson } from "../evidence/digest.ts";
import { isDeeperThan, isObject, parseJson } from "../text/json.ts";
import { plain } from "./piece.ts";

/** Largest block that is parsed as YAML, characters: the description of one endpoint has a tenth of it. */
const LARGEST_YAML = 512 * 1024;

/** How deep a description may nest; what lies deeper is compared as text. */
const DEEPEST_VALUE = 100;

/** Expansions of anchors, the `yaml` package's own default. */
const MOST_ALIASES = 100;

/** Members of OpenAPI and JSON Schema that say what something is for, not what it is. */
const PROSE_KEYS = ["description", "summary", "title", "example", "examples", "externalDocs", "tags", "info"];

/** Members whose own members are names that the API chose: a field may be called `description`. */
const NAMING_KEYS = ["properties", "patternProperties", "schemas", "paths", "parameters", "responses", "definitions"];

/** Lists that are sets. */
const SETS = ["required", "enum", "type"];

/** Members whose value in an example is made up anew whenever somebody writes it again. */
const MADE_UP = /^(?:id|created|system_fingerprint|obfuscation|.{1,60}_(?:id|at))$/;

/** Marks of a description of an API, or of a schema: only there a `title` is prose. */
const DESCRIPTION_MARKS = ["openapi", "swagger", "paths", "components", "properties", "$schema"];

/** A block of code as the contract has it: equal for blocks that differ in layout, order of keys or descriptions alone. */
export function canonicalCode(info: string, text: string): string {
  const value = dataIn(info, text);
  if (value === undefined || isDeeperThan(DEEPEST_VALUE, value)) return `text ${plain(text)}`;
  const described = isObject(value) && DESCRIPTION_MARKS.some((mark) => Object.hasOwn(value, mark));
  return `data ${canonicalJson(described ? withoutProse(value, false) : withoutMadeUp(value))}`;
}

/** A block as data; undefined where it is no JSON or YAML, or none that can be trusted to be complete. */
function dataIn(info: string, text: string): unknown {
  const language = /^[a-z]+/i.exec(info.trim())?.[0].toLowerCase() ?? "";
  const json = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  if (isObject(json) || Array.isArray(json)) return json;
  const marked = ["yaml", "yml", "openapi"].includes(language);
  if ((!marked && !/^\s*(?:openapi|swagger):/.test(text)) || text.length > LARGEST_YAML) return undefined;
  try {
    const document = parseDocument(text, { schema: "core", prettyErrors: false, logLevel: "silent" });
    const value: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: MOST_ALIASES });
    return isObject(value) || Array.isArray(value) ? value : undefined;
  } catch {
    // Nested too deeply for the parser, or an anchor that repeats too much: compared as text.
    return undefined;
  }
}

function withoutMadeUp(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMadeUp);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const madeUp = MADE_UP.test(key) && ["string", "number"].includes(typeof member);
      return [key, madeUp ? typeof member : withoutMadeUp(member)];
    }),
  );
}

function withoutProse(value: unknown, naming: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutProse(one, false));
  if (!isObject(value)) return typeof value === "string" ? plain(value) : value;
  const kept = Object.entries(value).filter(
    ([key]) => naming || (!PROSE_KEYS.includes(key) && !key.toLowerCase().startsWith("x-")),
  );
  return Object.fromEntries(
    kept.map(([key, member]) => {
      if (!naming && SETS.includes(key) && Array.isArray(member))
        return [key, member.map((one) => canonicalJson(one)).sort()];
      // `examples` and `example` inside a response are prose; a `default` is data, whatever it holds.
      if (!naming && key === "default") return [key, member];
      return [key, withoutProse(member, !naming && NAMING_KEYS.includes(key) && !Array.isArray(member))];
    }),
  );
}
