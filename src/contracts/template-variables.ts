import { CREDENTIAL_NAME } from "../text/credential-names.ts";
import { VARIABLE } from "../text/placeholder.ts";
import { shown } from "../text/shown.ts";
import { variableAt } from "./variable-syntax.ts";

/**
 * Variables in a request template (product.md, "What the gate sends"): the application fills them, and the gate has no
 * application. Where it fills them itself, and where a text that looks like one is none.
 */

/**
 * Where braces, brackets and words in capitals are meant: in prose, the values of schemas, grammars and templates of the
 * endpoint's own, in lists of words, and in the marks that open something.
 */
const MEANT =
  /(?:^|\.)(?:ebnf|guided_\w+)\b|(?:^|\.)(?:structured_outputs|structures|triggers)[.[]|(?:^|\.)logit_bias\[|\.(?:description|title|definition|pattern|instructions|properties|\$defs|enum\[\d+\]|required\[\d+\]|const|default|examples)(?:[[]|$)|(?:^|[._])(?:grammar|regex|(?:chat|prompt)_template|structural_tag)(?:[.[]|$)|(?:^|[._])(?:words|tokens?|tags?|breakers|strings)\[/;

/** Marks that end an answer may be of any form but that of a variable as a whole. */
const STOPS = /(?:^|\.)(?:stop|stop_sequences)\b/;
const WHOLE_VARIABLE = /^(?:\{\{\s*[\w.]{1,100}\s*\}\}|\$\{\w{1,100}\})$/;

/** Places below these are prompt text by the name that they have. */
const PROMPTS = String.raw`^(?:messages|input|system|instructions|prediction|prompt\.variables)\b.*\.`;

/** What the input and the arguments of a call in a history hold: the gate replaces it as a whole. */
const CALLED = String.raw`^(?:messages|input)\[.*\.(?:input|arguments)[.[]`;

/** Undocumented fields by which gateways and older endpoints take a single prompt text. */
export const PROMPT_TEXTS = ["prefix", "suffix", "system_prompt", "system_instruction", "context", "preamble", "query"];

/**
 * Places that the gate fills, sets or leaves out (product.md, "What the gate sends"): the model, texts, what stands for a
 * picture, a sound or a file, persons, and ids. What decides how a text is read, such as a role or a type, it cannot guess.
 */
const FILLED = new RegExp(
  [
    "^(?:model|stream|messages|input|system|instructions|user|safety_identifier|prompt_cache_key|previous_response_id)$",
    String.raw`^(?:conversation|container|diagnostics)\b`,
    `^(?:${PROMPT_TEXTS.join("|")})$`,
    String.raw`^(?:messages|input)(?:\[\d+\])+$`,
    String.raw`^messages\[\d+\]\.name$`,
    String.raw`^metadata\.`,
    String.raw`^prompt\.variables\.[^.[]+$`,
    String.raw`${PROMPTS}(?:content|text|refusal|title|context|summary|input|arguments|output)(?:\[\d+\])*$`,
    `${PROMPTS}(?:thinking|reasoning(?:_content|_details)?|(?:thought_)?signature|encrypted_content)$`,
    String.raw`${PROMPTS}(?:(?!audio_url)(?:\w+_)?(?:url|id)|data|file_data|filename|source|image|video)(?:\[\d+\])*$`,
    CALLED,
  ].join("|"),
);

/** A word between angle brackets. */
const BRACKETED = /^<[^<>|]{1,100}>$/;

/** Tokens of models and tags that end something, in whatever field. */
const TOKEN =
  /^<[/|!?][^<>]{0,100}>$|^<(?:s|eos|bos|pad|unk|mask|sep|cls|think|start_of_turn|end_of_turn)>$|^\[(?:PAD|UNK|CLS|SEP|MASK|BOS|EOS)\]$/;

/** Fields of a token, a tag or what parses them, and a word that is one there unless it names the kind of what belongs there. */
const TOKEN_FIELD =
  /(?:[_-]token|(?:^|[._-])(?:think|parser|tag))(?:[_-](?:start|end|open|close|begin))?$|(?:^|\.)allowed_tools\[\d+\]$/;
const TAG = /^<(?!(?:\w+_)?(?:token|tag|tool|name|key|value)s?>)[a-z]\w{0,40}>$/;

/** Whether a text at a path may look like a variable or a placeholder and is none. */
export function isMeant(path: string, text: string): boolean {
  // Moonshot's tools of its own, such as `$web_search`.
  if (STOPS.test(path)) return !WHOLE_VARIABLE.test(text);
  if (TOKEN.test(text)) return true;
  if (TOKEN_FIELD.test(path) && TAG.test(text) && !CREDENTIAL_FIELD.test(path)) return true;
  return MEANT.test(path) || (path.endsWith(".function.name") && /^\$[a-z_]+$/.test(text));
}

/** Whether a text in a body that is sent still is a variable, which nobody fills. */
export function isVariable(path: string, text: string): boolean {
  const whole = text.trim();
  return (
    !isMeant(path, whole) &&
    (VARIABLE.test(whole) || BRACKETED.test(whole) || variableAt(whole, 0)?.end === whole.length)
  );
}

/** Whether a variable in the file stands where the gate fills it. */
export function isFilled(path: string): boolean {
  return FILLED.test(path);
}

/** Keywords of JSON Schema (`$ref`, `$defs`), operators of filters (`$eq`), properties (`$order_by`) and names of introspection (`__typename__`). */
const NO_NAME_OF_A_VARIABLE = /^\$[a-z]\w*$|^__\w+__$/;

/** Names that are free: what a tool was called with in a history is prompt text as a whole, and a bias has tokens, as `<pad>`. */
const FREE_NAME = new RegExp(String.raw`${CALLED}|^logit_bias\.<`);

/**
 * Whether the name of a member is a variable, which nobody fills in: a name is no prompt text, even where its object is the
 * team's own, as the properties of a schema are.
 * @param parent path of the object that has the member
 */
export function isVariableName(parent: string, name: string): boolean {
  if (NO_NAME_OF_A_VARIABLE.test(name) || FREE_NAME.test(`${parent}.${name}`)) return false;
  return isVariable(parent.replace(/\.(?:properties|\$defs)$/, ""), name);
}

/** The name of a member as a person finds it in a sentence. */
export function nameIn(parent: string, name: string): string {
  return `the name ${shown(name)} of a member of ${parent || "the body"}`;
}

/**
 * Paths of fields that hold a credential and nothing else, such as the headers of an MCP server and what Azure's `data_sources`
 * sign in with; a `prompt_cache_key`, a `sort_key` and an `eos_token` are none.
 */
export const CREDENTIAL_FIELD = new RegExp(
  String.raw`${CREDENTIAL_NAME.source}|(?:^|[._-])(?:authentication\.key|bearer[-_]?token|password|connection[-_]?string)$`,
  "i",
);

/** What to do about a variable that nobody fills in: a credential belongs in no file, whatever fills it in elsewhere. */
export function fillHelp(path: string): string {
  return CREDENTIAL_FIELD.test(path)
    ? "It stands for a credential, which belongs in no file of the repository, the gate file included: leave the field out of the template that the gate is given."
    : "Give it a value for the probe in the gate file, release.template-values: { NAME: value }, or leave the field out. The gate fills in the model and the prompt alone.";
}
