import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { CREDENTIAL_FIELD } from "../contracts/template-variables.ts";
import { createRedactor } from "../evidence/redaction.ts";
import { pastedCredentials } from "../text/pasted-credentials.ts";
import { type BodyLocation, type Flaw, holds } from "./flaw.ts";
import { type BodyString, sourceOffset } from "./json-body.ts";
import type { Scanned } from "./scanned.ts";

const RECOMMENDED = "@secretlint/secretlint-rule-preset-recommend";

/** Finds of one reading of the text: after so many nobody needs the rest to know what to do. */
const MOST_FINDS = 100;

/** A value of a field of credentials that is no variable and no stand-in: one word with a digit, after a scheme or alone. */
const CREDENTIAL = /^(?:[A-Za-z]{1,10}\s{1,5})?(?=\S{0,1000}\d)[^\s<>{}$%*]{8,}$/;

/**
 * Credentials in the body, by the rules of secretlint, by the key formats of gateways, and by the secrets of this very
 * run. The text is read as it stands and once more with its escapes undone. What was found is never repeated.
 */
export async function secretFlaws(
  text: string,
  { text: searched, strings }: Scanned,
  secrets: readonly string[],
): Promise<readonly Flaw[]> {
  const decoded = joined(strings);
  const found = [
    ...(await offsetsIn(searched)).map((offset) => placeIn(offset, text, strings)),
    ...(await offsetsIn(decoded.text)).flatMap((offset) => decoded.placeOf(offset, text) ?? []),
    ...strings
      .filter(({ value, path }) => CREDENTIAL_FIELD.test(path) && CREDENTIAL.test(value))
      .map(({ path, start }) => ({ path, offset: start + 1 })),
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
  // Keys of gateways and of other services that such an application calls: what secretlint's rules do not know.
  const own = pastedCredentials(content).filter(
    ({ index, text }) => !messages.some(({ range: [from, to] }) => from < index + text.length && index < to),
  );
  return [...messages.slice(0, MOST_FINDS).map(({ range }) => range[0]), ...own.map(({ index }) => index)];
}

/** The key that this run was given, in whatever encoding, has no business in a file. */
function ofThisRun(text: string, strings: readonly BodyString[], secrets: readonly string[]): readonly BodyLocation[] {
  const redactor = createRedactor(secrets);
  if (!redactor.exposes(text)) return [];
  const places = strings
    .filter(({ value }) => redactor.exposes(value))
    .map(({ path, start }) => ({ path, offset: start + 1 }));
  return places.length > 0 ? places : [{ path: "", offset: 0 }];
}

/** All decoded strings, one after the other, and the way back from a place among them to the text. */
function joined(strings: readonly BodyString[]) {
  const starts: number[] = [];
  let length = 0;
  for (const { value } of strings) {
    starts.push(length);
    length += value.length + 1;
  }
  return {
    text: strings.map(({ value }) => value).join("\n"),
    placeOf: (offset: number, text: string): BodyLocation | null => {
      const i = starts.findLastIndex((start) => start <= offset);
      const string = strings[i];
      if (string === undefined) return null;
      return { path: string.path, offset: sourceOffset(text, string, offset - (starts[i] ?? 0)) };
    },
  };
}

/** The field that an offset lies in. */
function placeIn(offset: number, text: string, strings: readonly BodyString[]): BodyLocation {
  const inside = strings.find(({ start, end }) => start <= offset && offset < end);
  // Some rules take the quote with what it quotes; the same find in the decoded text has none.
  const from = inside === undefined ? offset : Math.max(offset, inside.start + 1);
  return { path: inside?.path ?? "", offset: Math.min(from, text.length) };
}
