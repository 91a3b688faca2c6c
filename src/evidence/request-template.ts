import { exceededBound, type JsonBounds, type JsonObject, parseJson, stringAt } from "../text/json.ts";
import { isPlaceholder, VARIABLE } from "../text/placeholder.ts";
import { digestOf } from "./digest.ts";
import { FAMILIES, type Family } from "./vocabulary.ts";

/** A request body that the application sends, as it stands in the repository. */
export interface RequestTemplate {
  /** Named by the user or recognised; null where neither. */
  readonly family: Family | null;
  /** From the working directory, with slashes; printable. */
  readonly path: string;
  readonly text: string;
  /** Values for its variables, from the gate file; absent: none are declared. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** How a template is given for a family, for whoever has to say which it is: `chat-completions=PATH or responses=PATH ...`. */
export const PATH_OF_A_FAMILY = FAMILIES.map((family) => `${family}=PATH`).join(" or ");

/** A rule that the team switched off for a field, with its reason (product.md, gate file, `probes.template.waive`). */
export interface TemplateWaiver {
  readonly rule: string;
  /** Path of the field as a finding names it, or its first part; null: wherever it is found. */
  readonly field: string | null;
  readonly why: string;
}

/** Rules about the fields of the body (product.md, probe `template`). */
// biome-ignore format: a list of words reads by lines
export const FIELD_RULES = [
  "missing-field", "unknown-field", "other-family", "deprecated-field", "wrong-type", "out-of-range", "empty-messages",
] as const;

/** Rules that tell of somebody's data (product.md, probe `template`). */
export const LEAK_RULES = ["secret", "personal-data"] as const;

/** Rule ids of the check. They are stable: waivers name them. */
// biome-ignore format: a list of words reads by lines
export const TEMPLATE_RULES = [
  "not-json", "too-large", "duplicate-field", ...FIELD_RULES, "placeholder", "hard-coded-model", "stream-set",
  ...LEAK_RULES,
] as const;
export type TemplateRule = (typeof TEMPLATE_RULES)[number];

/** Nobody can say what a text that could not be read would have been found guilty of. */
export const NEVER_WAIVED: readonly string[] = ["not-json", "too-large"] satisfies readonly TemplateRule[];

/** A waiver of these has to name the field: one false alarm must not hide every leak to come. */
export const WAIVED_BY_FIELD: readonly string[] = LEAK_RULES;

/** A mark of order at the beginning of the text. JSON has none; it is a finding, and not in the way of the others. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** The text as a parser takes it. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

/** Longest template, UTF-16 units, in base64 as many bytes: bodies with pictures of 2.8 MB are real. */
export const LARGEST_TEMPLATE = 8 * 1024 * 1024;

/**
 * What a template may hold besides. A JSON Schema in a tool is about ten levels deep; the parser and the digest walk by
 * recursion. Embeddings of 300,000 tokens and a thousand tools are real; each value that is parsed with its place costs half a
 * kilobyte.
 */
export const TEMPLATE_BOUNDS: JsonBounds = { levels: 64, entries: 300_000, members: 60_000 };

/**
 * The digest of a template: over the JSON and not its layout, as a git known-good has it (decision.md, "Known-good
 * records"). A text that is no JSON, or of which more is found than is ever sent, has that of its characters: a few
 * megabytes of brackets would take a gigabyte once they are parsed.
 */
export function templateDigest(text: string): string {
  const isRead = text.length <= LARGEST_TEMPLATE && exceededBound(TEMPLATE_BOUNDS, text) === null;
  const value = isRead ? parseJson(text) : undefined;
  return digestOf(value === undefined ? text : value);
}

/**
 * The model that a family has of its own; null: that of the release. A model that talks makes no embeddings, so their
 * template names the one that does.
 */
export function ownModel(
  family: Family | null,
  { embeddings }: Readonly<Partial<Record<Family, JsonObject>>>,
): string | null {
  const model = stringAt(embeddings, "model")?.trim() ?? "";
  return family !== "embeddings" || model === "" || isPlaceholder(model) || VARIABLE.test(model) ? null : model;
}
