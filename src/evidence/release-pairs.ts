/** What a release and the known-good one say of each field, side by side and not yet compared. */
import type { Configuration } from "./configuration.ts";
import { configurationFields, type ReleaseFields } from "./configuration-fields.ts";

/** A release with the version that it runs under where none is declared: the commit. */
interface ComparedRelease extends ReleaseFields {
  readonly deploymentVersion: string | null;
}

/** What one side says of a field. */
export type FieldValue =
  /** `compared`: what equality is judged by. */
  | { readonly kind: "value"; readonly text: string; readonly compared: string }
  /** It is there, and its value is not known. */
  | { readonly kind: "name" }
  | { readonly kind: "none" }
  | { readonly kind: "nothing" };

/** Both sides of a field, and what is said of a value of which the name alone is known. */
export interface Pair {
  readonly field: string;
  readonly ours: FieldValue;
  readonly theirs: FieldValue;
  readonly unknown?: UnknownValue;
}

/** What stands for a value of which the name alone is known, and why that is. */
export interface UnknownValue {
  readonly text: string;
  readonly why: string;
}

const FROM_ENVIRONMENT: UnknownValue = {
  text: "a value from the environment",
  why: "its value comes from the environment",
};
const NAME_ALONE: UnknownValue = { text: "a value that is not declared", why: "its value is not declared" };

const NONE: FieldValue = { kind: "none" };
const NOTHING: FieldValue = { kind: "nothing" };

/** Both sides of every field. */
export function fieldPairs(ours: ComparedRelease, theirs: ComparedRelease): readonly Pair[] {
  const [own, other] = [ours.configuration, theirs.configuration];
  return [
    ...plainPairs(ours, theirs),
    ...templatePairs(own, other),
    ...namedPairs("headers", [own, other], NONE, FROM_ENVIRONMENT),
    ...namedPairs("query", [own, other], NONE, FROM_ENVIRONMENT),
    // A list that is empty was never declared: it does not say that there are no variables.
    ...namedPairs("env", [own, other], NOTHING, NAME_ALONE),
  ];
}

/** Fields of one text each. What is not declared was not recorded either: it says nothing about what ran. */
function plainPairs(ours: ComparedRelease, theirs: ComparedRelease): Pair[] {
  const own = versioned(ours, theirs);
  const other = versioned(theirs, ours);
  return Object.keys(own)
    .filter((field) => !["headers", "query", "env"].includes(field))
    .map((field) => ({ field, ours: fieldValue(own[field]), theirs: fieldValue(other[field]) }));
}

/** Where one side declares its version, the other one is named by its commit; commits alone differ with every change. */
function versioned(release: ComparedRelease, other: ComparedRelease): Record<string, string | null> {
  const fields = configurationFields(release);
  if (other.configuration.deploymentVersion === null) return fields;
  return { ...fields, "deployment-version": fields["deployment-version"] ?? release.deploymentVersion };
}

function fieldValue(text: string | null | undefined): FieldValue {
  return text === null || text === undefined ? NOTHING : { kind: "value", text, compared: text };
}

type Template = Configuration["templates"][number];

/**
 * The field of a template: `request-templates.responses`, and with several of the family on either side
 * `request-templates.responses:PATH`, so that each one is a step of its own.
 */
function templateField({ family, path }: Template, sides: readonly Configuration[]): string {
  const several = sides.some(({ templates }) => templates.filter((each) => each.family === family).length > 1);
  return `request-templates.${family}${several ? `:${path}` : ""}`;
}

/** Templates, by what is sent: one that only moved is the same. A record that knows some of a family knows all of them. */
function templatePairs(own: Configuration, other: Configuration): Pair[] {
  const sides = [own, other];
  const all = [...own.templates, ...other.templates];
  const fields = new Map(all.map((template) => [templateField(template, sides), template.family]));
  const of = (side: Configuration, field: string, withCommit: boolean): FieldValue => {
    const found = side.templates.find((each) => templateField(each, sides) === field);
    if (found === undefined) return side.templates.some(({ family }) => family === fields.get(field)) ? NONE : NOTHING;
    const at = withCommit && found.commit !== null ? ` at ${found.commit}` : "";
    return { kind: "value", text: `${found.path} (${found.digest})${at}`, compared: found.digest };
  };
  // The commit says where to find what has to be put back.
  return [...fields.keys()].map((field) => ({ field, ours: of(own, field, false), theirs: of(other, field, true) }));
}

/** Parts of a configuration that are lists of names. */
type NamedPart = "headers" | "query" | "env";

/** The names of a part, each with the digest of its value; null: none was taken. */
export function namedIn(part: NamedPart, configuration: Configuration): ReadonlyMap<string, string | null> {
  if (part === "query") return new Map(Object.entries(configuration.query ?? {}));
  const { headerNames, headerDigests, env, envDigests } = configuration;
  const [names, digests = {}] = part === "headers" ? [headerNames, headerDigests] : [env, envDigests];
  return new Map(names.map((name) => [name, digests[name] ?? null]));
}

/** @param silence what a side without any of them says */
function namedPairs(
  part: NamedPart,
  sides: readonly Configuration[],
  silence: FieldValue,
  unknown: UnknownValue,
): Pair[] {
  const [own = new Map(), other = new Map()] = sides.map((side) => namedIn(part, side));
  const names = [...new Set<string>([...own.keys(), ...other.keys()])].sort();
  const of = (side: ReadonlyMap<string, string | null>, name: string): FieldValue => {
    const digest = side.get(name);
    if (digest === undefined) return side.size === 0 ? silence : NONE;
    return digest === null ? { kind: "name" } : { kind: "value", text: digest, compared: digest };
  };
  return names.map((name) => ({ field: `${part}.${name}`, ours: of(own, name), theirs: of(other, name), unknown }));
}
