import { oneLine } from "../markdown.ts";

/** Characters that stand for themselves between double quotes in YAML and spell nothing in Markdown or for a runner. */
const PLAIN = /[\p{L}\p{N} ._/@+=,'${}()-]/u;

/** What GitHub evaluates when the workflow runs. */
export function expression(text: string): string {
  return `\${{ ${text} }}`;
}

/** `\x2a`, `\u2028` or `\U0001f600`. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, "0")}` : `\\U${code.toString(16).padStart(8, "0")}`;
}

/**
 * A foreign value as one scalar of a workflow: in double quotes, on one line, with escapes for whatever means something to
 * YAML, Markdown or the runner. An expression in it stays text: GitHub would evaluate it after the copy (GitHub Actions,
 * "Evaluate expressions", literals).
 */
export function workflowScalar(text: string): string {
  const inert = oneLine(text).replaceAll(`\${{`, expression(`'\${{'`));
  const characters = [...inert].map((character, index, all) => {
    // A single colon occurs in every address; two of them open a workflow command.
    const single = character === ":" && all[index + 1] !== ":" && all[index - 1] !== ":";
    return single || PLAIN.test(character) ? character : escaped(character);
  });
  return `"${characters.join("")}"`;
}

/** The secret that the gate file names as the key's place, as an expression; else the documented default. */
export function secretExpression(apiKeyRef: string | null): string {
  const named = apiKeyRef !== null && /^secrets\.[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(apiKeyRef);
  return expression(named ? apiKeyRef : "secrets.COMETAPI_KEY");
}
