/** Of the description of a whole API in YAML only what one operation needs, cut out before it is parsed. Pure. */

import { ownPaths } from "./endpoint.ts";

/** A member of a mapping in block style: its key, and its lines, the key's own first. */
interface Member {
  readonly key: string;
  readonly lines: readonly string[];
}

/** What of a description is no part of what an operation promises, but says where its paths begin. */
const HEAD = ["openapi", "swagger", "basePath", "servers"];

/** Groups of shared parts: those of OpenAPI 2 stand by themselves, those of OpenAPI 3 below `components`. */
const SHARED = ["definitions", "parameters", "responses"];

const REFERENCE = /#\/[\w./~%-]+/g;

/** The names that a reference within a document leads through, from its root: `#/components/schemas/Message`. */
export function stepsOf(reference: string): readonly string[] {
  return reference
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Whether a text reads as a description of operations in block style, from the names at its margin. */
export function describesOperations(text: string): boolean {
  const keys = membersOf(text.split("\n")).map(({ key }) => key);
  return keys.includes("paths") && (keys.includes("openapi") || keys.includes("swagger"));
}

/**
 * The paths that end with `path`, the shared parts that they lead to, however far, and where paths begin. A parser takes
 * seconds and hundreds of megabytes for the three megabytes of OpenAI's own description, of which this is a tenth.
 *
 * @param path end of a path; a server may stand before what the description calls a path
 * @returns null: no path ends so, or the text is not in block style
 */
export function operationPart(text: string, path: string): string | null {
  const top = membersOf(text.split("\n"));
  const paths = top.filter(({ key }) => key === "paths").flatMap(below);
  const names = ownPaths(
    paths.map(({ key }) => key),
    path,
  );
  const own = paths.filter(({ key }) => names.includes(key));
  if (own.length === 0) return null;

  const partsOf = (group: Member) =>
    below(group).map(({ key, lines }): [string, readonly string[]] => [`${group.key}/${key}`, lines]);
  const shared = new Map(top.flatMap(groupsIn).flatMap(partsOf));
  const wanted = own.map(({ lines }) => lines);
  const needed = new Set<string>();
  for (let at = 0; at < wanted.length; at++)
    for (const [reference] of (wanted[at] ?? []).join("\n").matchAll(REFERENCE)) {
      const steps = stepsOf(reference);
      // It may lead into a part: `#/components/schemas/Message/properties/content`.
      const name = steps.slice(0, steps[0] === "components" ? 3 : 2).join("/");
      const lines = shared.get(name);
      if (lines === undefined || needed.has(name)) continue;
      needed.add(name);
      wanted.push(lines);
    }

  return top
    .flatMap((member) => {
      const { key, lines } = member;
      if (HEAD.includes(key)) return lines;
      const parts = groupsIn(member).flatMap((group) => [
        ...(key === "components" ? group.lines.slice(0, 1) : []),
        ...partsOf(group).flatMap(([name, its]) => (needed.has(name) ? its : [])),
      ]);
      const kept = key === "paths" ? own.flatMap((one) => one.lines) : parts;
      return kept.length === 0 ? [] : [...lines.slice(0, 1), ...kept];
    })
    .join("\n");
}

/** The groups of shared parts that a member at the margin is or holds, by the names that references call them. */
function groupsIn(member: Member): readonly Member[] {
  if (member.key !== "components") return SHARED.includes(member.key) ? [member] : [];
  return below(member).map((group) => ({ ...group, key: `components/${group.key}` }));
}

/** The members of the mapping that a member holds. */
function below({ lines }: Member): readonly Member[] {
  return membersOf(lines.slice(1));
}

/** The members of a mapping in block style, which its first line's indentation tells apart from what they hold. */
function membersOf(lines: readonly string[]): readonly Member[] {
  const first = lines.find((line) => /^ *[^\s#]/.test(line));
  const indent = first === undefined ? 0 : first.search(/\S/);
  const members: { readonly key: string; readonly lines: string[] }[] = [];
  for (const line of lines) {
    const [, key] = line.search(/\S/) === indent ? (KEY.exec(line.slice(indent)) ?? []) : [];
    if (key === undefined) members.at(-1)?.lines.push(line);
    else members.push({ key: key.replace(/^(["'])(.*)\1$/, "$2"), lines: [line] });
  }
  return members;
}

/** A key at the beginning of a line: no comment, no item of a list. */
const KEY = /^("[^"]*"|'[^']*'|[^\s"'#-][^:#]*)\s*:(?=\s|$)/;
