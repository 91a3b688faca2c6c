import { plain } from "./piece.ts";

/** Attributes that name a field: where it travels, or just its name. */
const NAMING = ["body", "query", "path", "header", "cookie", "param", "field", "name"];
/** Attributes that belong to the contract beside the name. */
const MEANINGFUL = [
  ...NAMING,
  "type",
  "required",
  "optional",
  "deprecated",
  "nullable",
  "default",
  "initialValue",
  "enum",
  "options",
  "values",
  "min",
  "max",
  "minimum",
  "maximum",
  "method",
];
const FIELD_COMPONENT = /(?:Param|Field|Prop|Attribute|Argument|Schema)/;

/** A component that documents a field, such as `<ParamField body="model" type="string" required>`. */
export interface FieldComponent {
  readonly name: string;
  /** Component and attributes as one text, whatever their order. */
  readonly says: string;
}

/** Reads a component; null for one that documents no field. */
export function fieldComponent(component: string, attributes: Readonly<Record<string, string>>): FieldComponent | null {
  const name = NAMING.map((one) => attributes[one]).find((value) => value !== undefined && value !== "true");
  const typed = attributes.type !== undefined && /^[A-Z]/.test(component);
  if (name === undefined || !(typed || FIELD_COMPONENT.test(component))) return null;
  const said = MEANINGFUL.flatMap((key) => {
    const value = attributes[key];
    return value === undefined || value === "false" ? [] : [`${key}=${plain(value)}`];
  });
  return { name: plain(name), says: [component, ...said].join(" ") };
}
