import { sendableOf } from "../contracts/request-template.ts";
import { familyOf } from "../contracts/template-family.ts";
import { fillHelp, isFilled, isVariable } from "../contracts/template-variables.ts";
import { listed } from "../evidence/pass-words.ts";
import { createRedactor } from "../evidence/redaction.ts";
import { withoutByteOrderMark } from "../evidence/request-template.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { requestBody } from "../probes/bodies.ts";
import type { RequestBodies } from "../settings/source.ts";
import { isObject } from "../text/json.ts";
import { positions } from "../text/positions.ts";
import { shownFile } from "../text/shown.ts";

/** What is known of the request bodies of each API family, for the settings, which know no API. */
export const REQUEST_BODIES: RequestBodies = {
  familyOf,
  sendableOf: (template, secrets) => {
    const sendable = sendableOf(template);
    const { family, text } = template;
    if (sendable.kind === "none") {
      const { offset, why, help } = sendable;
      return { kind: "none", why, help, at: offset === null ? null : positions(withoutByteOrderMark(text))(offset) };
    }
    // Escapes are undone by the search, so a secret is found however it is written.
    if (createRedactor(secrets).exposes(text))
      return { kind: "none", why: "holds a secret of this run", help: "Take it out, and rotate it.", at: null };
    const { body } = sendable;
    const asked = (of: Family) => ({ model: "m", nonce: "0", adaptations: [], bodies: { [of]: body } });
    const sent = family === null ? body : requestBody(family, asked(family), true);
    const [first, ...others] = [...droppedIn(body, sent, ""), ...unfilledIn(sent, "")];
    if (first === undefined) return sendable;
    const fields = [first, ...others].map(({ path }) => shownFile(path));
    const more = fields.length - MOST_NAMED;
    const named =
      more > 0 ? [...fields.slice(0, MOST_NAMED), `${more} more ${more === 1 ? "field" : "fields"}`] : fields;
    const why = others.length === 0 ? `a variable in ${fields[0]}` : `variables in ${listed(named)}`;
    return {
      kind: "none",
      why: `has ${why}, which nobody fills in`,
      help: fillHelp(first.path),
      at: placeOf(first.value, text),
    };
  },
};

/** Most fields that are named in a sentence. */
const MOST_NAMED = 5;

/** Keywords of JSON Schema (`$ref`, `$defs`, `$schema`) and operators of filters (`$eq`), which are no variables. */
const KEYWORD = /^\$[a-z][A-Za-z]*$/;

/** A text that is a variable, and the path of its field. */
interface Unfilled {
  readonly path: string;
  readonly value: string;
}

/** The name of a member, where it is a variable; a name is free where its object is the user's own, as the properties of a schema are. */
function nameIn(name: string, path: string): readonly Unfilled[] {
  return isVariable(path, name) && !isFilled(path) && !KEYWORD.test(name)
    ? [{ path: `the name of a member of ${path || "the body"}`, value: name }]
    : [];
}

/** Texts that still are a variable, with the paths of their fields, in the order of the body. */
function unfilledIn(value: unknown, path: string): readonly Unfilled[] {
  if (typeof value === "string") return isVariable(path, value) ? [{ path, value }] : [];
  if (Array.isArray(value)) return value.flatMap((each, i) => unfilledIn(each, `${path}[${i}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    ...nameIn(name, path),
    ...unfilledIn(each, path === "" ? name : `${path}.${name}`),
  ]);
}

/** Variables among the names that are left out of what is sent, since no field is called so: nobody would miss them. */
function droppedIn(value: unknown, sent: unknown, path: string): readonly Unfilled[] {
  if (Array.isArray(value) && Array.isArray(sent))
    return value.flatMap((each, i) => droppedIn(each, sent[i], `${path}[${i}]`));
  if (!isObject(value) || !isObject(sent)) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    Object.hasOwn(sent, name)
      ? droppedIn(each, sent[name], path === "" ? name : `${path}.${name}`)
      : nameIn(name, path),
  );
}

/** Where a value first stands in a file, in quotes or, as a variable may, bare. */
function placeOf(value: string, text: string): { readonly line: number; readonly column: number } | null {
  const offset = [JSON.stringify(value), value].map((part) => text.indexOf(part)).find((found) => found !== -1);
  return offset === undefined ? null : positions(text)(offset);
}
