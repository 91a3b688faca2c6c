/** What a field of a request takes, and the forms in which the tables write it. */

/** JSON types as a person names them; an `integer` is a number without a fraction. */
export type FieldType = "string" | "integer" | "number" | "boolean" | "array" | "object";

/** One documented field of a request body. */
export interface RequestField {
  readonly types: readonly FieldType[];
  readonly required?: true;
  /** Fields beside it, with any of which it is not required. */
  readonly unless?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  /** Nothing but the values is accepted anywhere; absent: a gateway may have more. */
  readonly closed?: true;
  /** What a text has to look like, and the same as a person reads it, behind "Write ". */
  readonly form?: { readonly pattern: RegExp; readonly words: string };
  /** How many entries a list or members an object has, and how long the name of a member is, characters. */
  readonly size?: { readonly min?: number; readonly max?: number; readonly name?: number };
  /** Why the field is going away and what takes its place, as the rest of "... is deprecated: ". */
  readonly deprecated?: string;
}

/** A text. */
export const text: RequestField = { types: ["string"] };
/** A text of at most so many characters. */
export const upTo = (most: number): RequestField => ({
  types: ["string"],
  form: { pattern: new RegExp(`^[^]{0,${most}}$`, "u"), words: `at most ${most} characters` },
});
/** True or false. */
export const flag: RequestField = { types: ["boolean"] };
/** An object. */
export const object: RequestField = { types: ["object"] };
/** A list. */
export const array: RequestField = { types: ["array"] };
/** A number in a range. */
export const between = (min: number, max: number): RequestField => ({ types: ["number"], min, max });
/** A whole number from a smallest to a largest one, where there is one. */
export const count = (min: number, max?: number): RequestField => ({
  types: ["integer"],
  min,
  ...(max === undefined ? {} : { max }),
});
/** One of these words, or another one of a gateway. */
export const oneOf = (...values: readonly string[]): RequestField => ({ types: ["string"], values });
/** A field that is going away, and what takes its place. */
export const deprecated = (field: RequestField, why: string): RequestField => ({ ...field, deprecated: why });

/** Whether a value has a type that the field takes. */
export function isOfType({ types }: RequestField, value: unknown): boolean {
  return types.some((type) => {
    if (type === "array") return Array.isArray(value);
    if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
    return type === "integer" ? Number.isInteger(value) : typeof value === type;
  });
}
