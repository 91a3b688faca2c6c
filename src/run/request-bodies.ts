import { sendableOf } from "../contracts/request-template.ts";
import { familyOf } from "../contracts/template-family.ts";
import { fillHelp, isFilled, isVariable, isVariableName, nameIn } from "../contracts/template-variables.ts";
import { listed } from "../evidence/pass-words.ts";
import { createRedactor } from "../evidence/redaction.ts";
import { withoutByteOrderMark } from "../evidence/request-template.ts";
import type { RequestBodies } from "../settings/source.ts";
import { isObject } from "../text/json.ts";
import { positions } from "../text/positions.ts";
import { shownFile } from "../text/shown.ts";

/** What is known of the request bodies of each API family, for the settings, which know no API. */
export const REQUEST_BODIES: RequestBodies = {
  familyOf,
  sendableOf: (template, secrets) => {
    const sendable = sendableOf(template);
    const { text } = template;
    if (sendable.kind === "none") {
      const { offset, why, help } = sendable;
      return { kind: "none", why, help, at: offset === null ? null : positions(withoutByteOrderMark(text))(offset) };
    }
    // Escapes are undone by the search, so a secret is found however it is written.
    if (createRedactor(secrets).exposes(text))
      return { kind: "none", why: "holds a secret of this run", help: "Take it out, and rotate it.", at: null };
    const { body } = sendable;
    const [first, ...others] = unfilledIn(body, "");
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

/** A text or a name that is a variable, and where it stands as a sentence says it. */
interface Unfilled {
  readonly path: string;
  readonly value: string;
}

/** Texts and names of members that are a variable which the gate does not fill, in the order of the body. */
function unfilledIn(value: unknown, path: string): readonly Unfilled[] {
  if (typeof value === "string") return isVariable(path, value) && !isFilled(path) ? [{ path, value }] : [];
  const names = isObject(value) ? Object.keys(value).filter((name) => isVariableName(path, name)) : [];
  return [
    ...names.map((name) => ({ path: nameIn(path, name), value: name })),
    ...membersOf(value, path).flatMap(([member, at]) => unfilledIn(member, at)),
  ];
}

/** Members or entries of a value, each with its path. */
function membersOf(value: unknown, path: string): readonly (readonly [member: unknown, path: string])[] {
  if (Array.isArray(value)) return value.map((each: unknown, i) => [each, `${path}[${i}]`]);
  return isObject(value)
    ? Object.entries(value).map(([name, each]) => [each, path === "" ? name : `${path}.${name}`])
    : [];
}

/** Where a value first stands in a file, in quotes or, as a variable may, bare. */
function placeOf(value: string, text: string): { readonly line: number; readonly column: number } | null {
  const offset = [JSON.stringify(value), value].map((part) => text.indexOf(part)).find((found) => found !== -1);
  return offset === undefined ? null : positions(text)(offset);
}
