import type { ValueNode } from "@humanwhocodes/momoa";
import type { Elsewhere } from "../contracts/other-values.ts";
import type { FieldType, RequestField } from "../contracts/request-field.ts";
import { nearest } from "../text/nearest.ts";
import { type BodyLocation, type Flaw, holds, informs } from "./flaw.ts";
import { membersOf, startOf } from "./json-body.ts";

const NAMES: Readonly<Record<FieldType, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/**
 * Holds a value against its documented type, range and words. Null passes where the field is optional: the published
 * descriptions allow it. What an endpoint documents beyond them holds nothing.
 * @param others what is documented for this field elsewhere
 */
export function typeFlaws(
  field: RequestField,
  value: ValueNode,
  path: string,
  others: readonly Elsewhere[] = [],
): readonly Flaw[] {
  const flaws = flawsOf(field, value, path);
  if (flaws.length === 0) return flaws;
  const { types, required } = field;
  const base = { types, closed: true, ...(required === undefined ? {} : { required }) } as const;
  const taker = others.find((other) => !other.optional && flawsOf({ ...base, ...other }, value, path).length === 0);
  return taker === undefined ? flaws : flaws.map((flaw) => elsewhere(flaw, taker.by));
}

/** A flaw of what an endpoint documents. */
export function elsewhere({ rule, path, offset, what }: Flaw, by: string): Flaw {
  const help = "Leave it if such an endpoint answers; another one may answer with status 400.";
  return informs(rule, { path, offset }, `${what}, against the reference; taken by ${by}`, help);
}

function flawsOf(field: RequestField, value: ValueNode, path: string): readonly Flaw[] {
  const at = { path, offset: startOf(value) };
  if (value.type === "Null" && !field.required) return [];
  if (!field.types.some((type) => isOf(type, value))) {
    const expected = field.types.map((type) => NAMES[type]).join(" or ");
    return [holds("wrong-type", at, `${path} is not ${expected}`, `Write ${expected}.`)];
  }
  const range = rangeOf(field);
  if (value.type === "Number" && (value.value < (field.min ?? -Infinity) || value.value > (field.max ?? Infinity)))
    return [holds("out-of-range", at, `${path} is out of range`, `Write a number ${range}.`)];
  if (value.type === "String" && field.values !== undefined && !field.values.includes(value.value)) {
    const help = `Documented values: ${field.values.join(", ")}.`;
    const what = `${path} has a value that is not documented`;
    // A gateway may have words of its own; only a word with a typing error was not meant.
    return [
      field.closed || nearest(value.value, field.values) !== null
        ? holds("out-of-range", at, what, help)
        : informs("out-of-range", at, what, help),
    ];
  }
  const { form } = field;
  if (value.type === "String" && form !== undefined && !form.pattern.test(value.value))
    return [holds("out-of-range", at, `${path} is not of the documented form`, `Write ${form.words}.`)];
  return sizeFlaws(field, value, at);
}

function sizeFlaws({ size }: RequestField, value: ValueNode, at: BodyLocation): readonly Flaw[] {
  if (size === undefined || (value.type !== "Array" && value.type !== "Object")) return [];
  const { min = 0, max = Infinity, name = Infinity } = size;
  const [entries, what] =
    value.type === "Array" ? [value.elements.length, "entries"] : [value.members.length, "members"];
  if (entries > max) return [holds("out-of-range", at, `${at.path} has more than ${max} ${what}`, "Shorten it.")];
  if (entries < min) return [holds("out-of-range", at, `${at.path} is empty`, "Add an entry, or leave it out.")];
  const long = [...membersOf(value)].find(([member]) => [...member].length > name);
  const help = `Write a name of at most ${name} characters.`;
  return long === undefined
    ? []
    : [holds("out-of-range", { ...at, offset: long[1].at }, `${at.path} has a longer name than is documented`, help)];
}

function isOf(type: FieldType, node: ValueNode): boolean {
  switch (type) {
    case "integer":
      return node.type === "Number" && Number.isInteger(node.value);
    case "number":
      return node.type === "Number" && Number.isFinite(node.value);
    default:
      return node.type.toLowerCase() === type;
  }
}

function rangeOf({ min, max }: RequestField): string {
  if (min === undefined) return `of at most ${max}`;
  return max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
}
