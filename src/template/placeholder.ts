import { VARIABLE } from "../text/placeholder.ts";
import { type Flaw, holds } from "./flaw.ts";
import type { BodyString } from "./json-body.ts";

/** What somebody meant to replace, as a whole value: `<MODEL_ID>`, `REPLACE_WITH_KEY`, `YOUR_MODEL`, `changeme`, `TODO`. */
const LEFT_IN =
  /^<[^<>]{1,100}>$|^\[[A-Z][A-Z0-9 _-]{1,100}\]$|^(replace|your|insert|enter|put)[ _-][a-z0-9 _-]{1,100}$|^(change|replace)[ _-]?me$|^(todo|tbd|fixme|placeholder|model[_-]id|x{3,})$/i;

/** In prose only what shouts is a placeholder: "Your order" is a title. */
const SHOUTED =
  /^<[A-Z][A-Z0-9 _-]{1,100}>$|^(REPLACE|YOUR|INSERT|ENTER|PUT)[ _-][A-Z0-9 _-]{1,100}$|^(TODO|TBD|FIXME|CHANGE_?ME|REPLACE_?ME|PLACEHOLDER|X{3,})$/;

/** Where the application's own words and variables stand, among them what is another for every user and every request. */
const PROSE =
  /^(messages|input|instructions|tools|functions|prompt|text|response_format|metadata|prediction|user|safety_identifier|prompt_cache_key|previous_response_id|conversation)\b/;

/** Where a word that looks like a placeholder is meant: marks that end an answer, and the values of a schema. */
const MEANT = /^stop\b|\.(?:enum\[\d+\]|const|default)$/;

/** Placeholders that were left in the body. */
export function placeholderFlaws(strings: readonly BodyString[]): readonly Flaw[] {
  return strings
    .filter(({ path }) => path !== "" && !MEANT.test(path))
    .filter(({ value, path }) => {
      const text = value.trim();
      return PROSE.test(path) ? SHOUTED.test(text) : LEFT_IN.test(text) || VARIABLE.test(text);
    })
    .map(({ path, start }) =>
      holds(
        "placeholder",
        { path, offset: start },
        `${path} is a placeholder that was left in`,
        "Write the value that the application sends, or leave the field out where the application fills it in.",
      ),
    );
}
