import { fillHelp, isFilled, isMeant, isVariable, isVariableName, nameIn } from "../contracts/template-variables.ts";
import { type Flaw, holds, informs } from "./flaw.ts";
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

/** Variables that are named one by one; a template in which more are left is one mistake. */
const MOST_NAMED = 5;

/** Variables that nobody fills and placeholders that were left in the body; those that the gate fills are no finding. */
export function placeholderFlaws(strings: readonly BodyString[]): readonly Flaw[] {
  const texts = valuesOf(strings).map((each) => ({ ...each, value: each.value.trim() }));
  const variables = strings.filter(({ path, value, parent }) =>
    parent === undefined ? isVariable(path, value) && !isFilled(path) : isVariableName(parent, value),
  );
  const named = variables.slice(0, MOST_NAMED + 1).map((variable, i): Flaw => {
    const more = i < MOST_NAMED ? 0 : variables.length - MOST_NAMED - 1;
    return variableFlaw(variable, more);
  });
  return [...named, ...texts.flatMap(leftInFlaws)];
}

function variableFlaw({ path: field, value, parent, start: offset }: BodyString, more: number): Flaw {
  const path = parent === undefined ? field : nameIn(parent, value);
  const others = more === 0 ? "is a variable" : `and ${more} more ${more === 1 ? "field" : "fields"} are variables`;
  return {
    ...holds("placeholder", { path, offset }, `${path} ${others}, which nobody fills in`, fillHelp(path)),
    unsendable: true,
  };
}

function leftInFlaws({ path, value, start: offset }: BodyString): readonly Flaw[] {
  if (isVariable(path, value) || isMeant(path, value) || !(PROSE.test(path) ? SHOUTED : LEFT_IN).test(value)) return [];
  const help = "Write the value that the application sends, or leave the field out where the application fills it in.";
  // A text that means nothing is still a text; only a model has to mean something.
  const flaw = path === "model" ? holds : informs;
  return [flaw("placeholder", { path, offset }, `${path} is a placeholder that was left in`, help)];
}

/** Paths of values that are a variable: their type is that of what is filled in. */
export function variablePaths(strings: readonly BodyString[]): ReadonlySet<string> {
  return new Set(
    valuesOf(strings)
      .filter(({ path, value }) => isVariable(path, value))
      .map(({ path }) => path),
  );
}

function valuesOf(strings: readonly BodyString[]): readonly BodyString[] {
  return strings.filter(({ parent }) => parent === undefined);
}
