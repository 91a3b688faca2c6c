import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { createRedactor } from "../evidence/redaction.ts";
import { type Flaw, holds, type Place } from "./flaw.ts";
import type { BodyString } from "./json-body.ts";
import { sourceOffset } from "./source-offset.ts";

const RECOMMENDED = "@secretlint/secretlint-rule-preset-recommend";

/** Finds of one reading of the text: after so many nobody needs the rest to know what to do. */
const MOST_FINDS = 100;

/**
 * What secretlint's rules do not know: keys of OpenAI-compatible gateways (contracts.md, section 1.1, "Key format") and
 * a pasted authorization header. A digit is asked for, so that `sk-learn-something-or-other` is none.
 */
const OWN_PATTERNS: readonly RegExp[] = [
  /\bsk-(?=[A-Za-z0-9_-]{0,250}\d)[A-Za-z0-9_-]{16,250}/g,
  /\bBearer\s{1,5}(?=[A-Za-z0-9._~+/-]{0,500}\d)[A-Za-z0-9._~+/-]{16,500}/gi,
];

/**
 * Credentials in the body, by the rules of secretlint, by the key formats of gateways, and by the secrets of this very
 * run. The text is read as it stands and once more with its escapes undone. What was found is never repeated.
 */
export async function secretFlaws(
  text: string,
  strings: readonly BodyString[],
  secrets: readonly string[],
): Promise<readonly Flaw[]> {
  const decoded = joined(strings);
  const found = [
    ...(await offsetsIn(text)).map((offset) => placeIn(offset, text, strings)),
    ...(await offsetsIn(decoded.text)).flatMap((offset) => decoded.placeOf(offset, text) ?? []),
    ...ofThisRun(text, strings, secrets),
  ];
  const seen = new Set<number>();
  return found
    .filter(({ offset }) => !seen.has(offset) && seen.add(offset))
    .map((at) =>
      holds(
        "secret",
        at,
        `${at.path || "the text"} contains what looks like a credential`,
        "Revoke it, since whoever reads the repository has seen it, and take it from the environment instead.",
      ),
    );
}

async function offsetsIn(content: string): Promise<number[]> {
  const { messages } = await lintSource({
    source: { filePath: "template.json", content, contentType: "text" },
    options: {
      config: { rules: [{ id: RECOMMENDED, rule: creator }] },
      maskSecrets: true,
      noPhysicFilePath: true,
    },
  });
  const own = OWN_PATTERNS.flatMap((pattern) =>
    [...content.matchAll(pattern)].slice(0, MOST_FINDS).map(({ index }) => index),
  );
  return [...messages.slice(0, MOST_FINDS).map(({ range }) => range[0]), ...own];
}

/** The key that this run was given, in whatever encoding, has no business in a file. */
function ofThisRun(text: string, strings: readonly BodyString[], secrets: readonly string[]): readonly Place[] {
  const redactor = createRedactor(secrets);
  if (!redactor.exposes(text)) return [];
  const places = strings
    .filter(({ node }) => redactor.exposes(node.value))
    .map(({ node, path, name }) => ({ path: name ? "" : path, offset: node.loc.start.offset + 1 }));
  return places.length > 0 ? places : [{ path: "", offset: 0 }];
}

/** All decoded strings, one after the other, and the way back from a place among them to the text. */
function joined(strings: readonly BodyString[]) {
  const starts: number[] = [];
  let length = 0;
  for (const { node } of strings) {
    starts.push(length);
    length += node.value.length + 1;
  }
  return {
    text: strings.map(({ node }) => node.value).join("\n"),
    placeOf: (offset: number, text: string): Place | null => {
      const i = starts.findLastIndex((start) => start <= offset);
      const string = strings[i];
      if (string === undefined) return null;
      const at = sourceOffset(text, string.node.loc.start.offset, offset - (starts[i] ?? 0));
      return { path: string.name ? "" : string.path, offset: at };
    },
  };
}

/** The field that an offset lies in: a name is none, because a message repeats the path. */
function placeIn(offset: number, text: string, strings: readonly BodyString[]): Place {
  const inside = strings.find(({ node }) => node.loc.start.offset <= offset && offset < node.loc.end.offset);
  return { path: inside === undefined || inside.name ? "" : inside.path, offset: Math.min(offset, text.length) };
}
