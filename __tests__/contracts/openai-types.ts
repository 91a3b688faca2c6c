/**
 * The types that the vendor publishes with its own client (`openai`, Apache-2.0), read as text: they are generated, so
 * a member stands on a line of its own and its comment right above it. What cannot be found is an error, never nothing.
 */
import { readFileSync } from "node:fs";

const PACKAGE = new URL("../../node_modules/openai/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, PACKAGE), "utf8");

/** The version that is installed, for example `7.59.0`. */
export const OPENAI_VERSION = /VERSION = "([^"]+)"/.exec(read("version.d.ts"))?.[1] ?? "of unknown version";

const SOURCE = ["resources/chat/completions/completions.d.ts", "resources/responses/responses.d.ts"]
  .concat("resources/embeddings.d.ts", "resources/shared.d.ts")
  .map(read)
  .join("\n");

/** A member of a published interface. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  /** As it is written, aliases of words replaced by the words; of a type of many lines the first one. */
  readonly type: string;
  readonly deprecated: boolean;
}

const MEMBER =
  /(?:^ *\/\*\*(?<doc>(?:(?!\*\/)[\s\S])*)\*\/\n)?^(?<indent> *)(?<name>\w+)(?<optional>\??): (?<type>.+?);?$/gm;

/** Members of an interface, `Name` or `Namespace.Name`. */
export function membersOf(path: string): readonly Member[] {
  const [name = "", namespace] = path.split(".").reverse();
  const body =
    namespace === undefined
      ? blockOf(`export interface ${name} {`, SOURCE)
      : blockOf(`    interface ${name} {`, blockOf(`export declare namespace ${namespace} {`, SOURCE));
  const indent = namespace === undefined ? 4 : 8;
  const members = [...body.matchAll(MEMBER)]
    .filter(({ groups }) => groups?.indent?.length === indent)
    .map(({ groups = {} }) => ({
      name: groups.name ?? "",
      optional: groups.optional === "?",
      type: spelledOut(groups.type ?? ""),
      deprecated: (groups.doc ?? "").includes("@deprecated"),
    }));
  if (members.length === 0) throw new Error(`openai ${OPENAI_VERSION} has no members of ${path}`);
  return members;
}

/** Names of the types that a published union is made of. */
export function partsOf(union: string): readonly string[] {
  return definitionOf(union).split(" | ");
}

/** The words in single quotes of a type: `'auto' | 'low'`. */
export function wordsIn(type: string): readonly string[] {
  return [...spelledOut(type).matchAll(/'([^']*)'/g)].map(([, word = ""]) => word);
}

/** The word that marks an interface, in its member `type`. */
export function typeWordOf(path: string): string {
  return wordsIn(membersOf(path).find(({ name }) => name === "type")?.type ?? "")[0] ?? "";
}

/** The JSON types that a type stands for, null aside. */
export function jsonTypesOf(type: string): ReadonlySet<string> {
  const parts = type.replaceAll(/Array<(?:[^<>]|<[^<>]*>)*>/g, "[]").split(" | ");
  return new Set(parts.flatMap((part) => [...jsonTypeOf(part.replace("Shared.", ""))]));
}

function jsonTypeOf(part: string): Iterable<string> {
  if (part === "null") return [];
  if (/^(?:'.*'|string|\(string & \{\}\))$/.test(part)) return ["string"];
  if (part === "number" || part === "boolean") return [part];
  if (part === "[]") return ["array"];
  // Objects: written out, of a namespace, or an interface.
  if (part.startsWith("{") || part.includes(".") || SOURCE.includes(`\nexport interface ${part} {`)) return ["object"];
  return jsonTypesOf(definitionOf(part));
}

function definitionOf(alias: string): string {
  const found = new RegExp(`^export type ${alias} = (.+?);?$`, "m").exec(SOURCE)?.[1];
  if (found === undefined) throw new Error(`openai ${OPENAI_VERSION} has no type ${alias}`);
  return found;
}

/** A type with each name that stands for words alone replaced by the words. */
function spelledOut(type: string): string {
  return type.replaceAll(/\b(?:Shared\.)?([A-Z]\w+)\b/g, (whole, name: string) => {
    const words = new RegExp(`^export type ${name} = ((?:'[^']*'|null| \\| )+);$`, "m").exec(SOURCE)?.[1];
    return words ?? whole;
  });
}

/** What stands between a line that opens a block and the brace that closes it, which is indented like the line. */
function blockOf(opening: string, source: string): string {
  const indent = opening.slice(0, opening.search(/\S/));
  const lines = source.split("\n");
  const from = lines.indexOf(opening);
  if (from === -1) throw new Error(`openai ${OPENAI_VERSION} has no "${opening.trim()}"`);
  return lines.slice(from + 1, lines.indexOf(`${indent}}`, from)).join("\n");
}
