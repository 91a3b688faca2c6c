import { type Claim, isFieldName, valueWord } from "./contract.ts";
import { BOUNDS } from "./description-words.ts";
import { plain } from "./piece.ts";
import { wordsOfType } from "./type-words.ts";

/** Attributes that name a field: where it travels, or just its name. */
const NAMING = ["body", "query", "path", "header", "cookie", "param", "field", "name"];
const FIELD_COMPONENT = /(?:Param|Field|Prop|Attribute|Argument|Schema|parameter)/;
const BOUND_ATTRIBUTES = { ...BOUNDS, initialValue: "default", min: "min", max: "max" };

/**
 * Reads a component such as `<ParamField body="model" type="string" required>`. Null for one that documents no field.
 */
export function fieldComponent(component: string, attributes: Readonly<Record<string, string>>): Claim | null {
  const name = NAMING.map((one) => attributes[one]).find((value) => value !== undefined && value !== "true");
  // Any component may have a name and a type: an icon does.
  const typed = /^[A-Z]/.test(component) && wordsOfType(attributes.type ?? "").length > 0;
  if (name === undefined || !(typed || FIELD_COMPONENT.test(component))) return null;
  const on = (key: string) => attributes[key] !== undefined && attributes[key] !== "false";
  const bounds = Object.entries(BOUND_ATTRIBUTES).map(([key, label]) =>
    on(key) ? valueWord(label, plain(attributes[key] ?? "")) : null,
  );
  const listed = ["enum", "options", "values"].flatMap((key) => (attributes[key] ?? "").match(/[\w.+-]+/g) ?? []);
  const words = [
    ...wordsOfType(attributes.type ?? ""),
    ...["required", "deprecated"].filter(on),
    ...(on("nullable") ? ["null"] : []),
    ...[...bounds, ...listed.map((value) => valueWord("value", value))].filter((word) => word !== null),
  ];
  const bare = plain(name).replace(/\?$/, "");
  if (!isFieldName(bare)) return null;
  return { kind: component.startsWith("Response") ? "response field" : "field", name: bare, words };
}
