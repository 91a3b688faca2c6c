import { isObject } from "../../text/json.ts";
import { INPUTS } from "../inputs/inputs.ts";
import type { Cause } from "./causes.ts";
import { COMMENT_HELP, EXPRESSION, EXPRESSION_HELP, EXPRESSION_SAYS } from "./line-causes.ts";
import type { ParsedYaml } from "./yaml.ts";

/** A value that is not what was meant, although YAML has nothing against it. */
interface LostValue {
  readonly path: readonly PropertyKey[];
  readonly cause: Cause;
}

/** Values that nobody fills or that a comment swallowed: read as they stand, they would be blamed on the release. */
export function lostValues({ value, positionOf }: ParsedYaml, text: string): readonly LostValue[] {
  const lines = text.split(/\r?\n/);
  const causeOf = (path: readonly PropertyKey[], found: unknown): Omit<Cause, "position"> | null => {
    if (typeof found === "string" && EXPRESSION.test(found)) return { what: EXPRESSION_SAYS, help: helpOf(path) };
    if (typeof found === "string" && /^[\u201c\u201d\u201e\u2018\u2019]\S*[\u201c\u201d\u2019]$/u.test(found))
      return { what: "stands in typographic quotes, which belong to the value", help: 'Write plain quotes: "…".' };
    if (found !== null) return null;
    // An entry of a list that is empty has no place of its own.
    const { line } = positionOf(path, true);
    const written = typeof path.at(-1) === "number" ? lines.slice(line) : lines.slice(line - 1, line);
    return written.some((text) => /^(?:[^"'#]*:|\s*-)\s+#[^\s#]/.test(text))
      ? { what: "has no value, because YAML takes what follows # for a comment", help: COMMENT_HELP }
      : null;
  };
  const walk = (found: unknown, path: readonly PropertyKey[]): readonly LostValue[] => {
    if (Array.isArray(found)) return found.flatMap((entry, i) => walk(entry, [...path, i]));
    if (isObject(found)) return Object.entries(found).flatMap(([key, inner]) => walk(inner, [...path, key]));
    const cause = causeOf(path, found);
    return cause === null ? [] : [{ path, cause: { ...cause, position: positionOf(path) } }];
  };
  return walk(value, []);
}

/** Where the value of an expression goes instead. */
function helpOf(path: readonly PropertyKey[]): string {
  const key = path.filter((step) => typeof step === "string").join(".");
  const input = INPUTS.find((row) => row.path === key);
  if (input !== undefined)
    return `Remove the key, and write ${input.name} with the expression in the step's with: section.`;
  if (key === "probes.app.url" || key === "ready.url")
    return "Write the path alone, and app-url with the expression in the step's with: section.";
  if (key === "release.api-key-ref") return "Write the name alone, as in secrets.COMETAPI_KEY.";
  return path.at(-2) === "headers" || path.at(-2) === "query"
    ? "Write { from-env: NAME }, give the step NAME under env: with the expression, and list it in allowed-env."
    : EXPRESSION_HELP;
}
