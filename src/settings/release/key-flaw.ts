import { hasKeyFormat } from "../../text/key-shapes.ts";
import { isLiveValue } from "../../text/live.ts";
import { isPlaceholder } from "../../text/placeholder.ts";

/** Why a text cannot be a key. No sentence repeats the text. */
interface KeyFlaw {
  /** What it looks like, as the rest of a sentence. */
  readonly what: string;
  /** What to write in its place. */
  readonly help: string;
}

/** Longer texts are certificates or files that were pasted by mistake; keys end at 250 characters (contracts.md, 1.1). */
export const LONGEST_KEY = 4_096;

/** Something that a shell, GitHub, Azure Pipelines or Windows would have replaced by a value. */
const EXPRESSION = /\$\{\{|^\{\{.*\}\}$|^\$[({].*[)}]$|^\$[A-Z_][A-Z0-9_]*$|^\$env:\w+$|^%\w+%$/s;

/** A member of GitHub's contexts, or of a program's environment. */
const MEMBER =
  /^(?:(?:secrets|vars|env|inputs|needs|steps|github|matrix)[.[]|(?:process\.env|import\.meta\.env|os\.environ|os\.getenv)\b)/;

/** Variables and secrets are named after what they hold: `COMETAPI_KEY`, `PROD_OPENAI_API_KEY_2`. */
const VARIABLE =
  /^(?=(?:.*_)?(?:KEY|APIKEY|TOKEN|SECRET|PASSWORD|CREDENTIALS?|COMETAPI|OPENAI)(?:_|$))[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The same however it is written: `openai_api_key`, `cometapi-key`, `cometApiKey`. */
const API_KEY = /^(?:[a-z0-9]+[_-])*[a-z0-9]*api[_-]?key$/i;

/** A gateway of one's own that asks for a key and reads none is given words such as these. */
const SAYS_NONE = /^(?:no|not|none|any|dummy|fake|mock|empty|unused)[_-]/i;

/** An address of a secret in a store, for example `op://vault/item/field`. */
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\/|^arn:|^env:/i;

/** A key that somebody wrote to stand for one; `sk-no-key-required` is what a gateway of one's own is given. */
const STANDS_FOR_ONE = /^sk-(?:your|replace|insert|here|<)|^sk-(?:proj-)?x{3,}$|[_-]here$/i;

/** What logs and consoles show of a key. */
const MASKED = /\*{3}|\.{3}|[•…]|^\*+$|^(?:\[?redacted\]?|masked|hidden)$/i;

const FROM_SECRET =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
  "Give the key itself: in a workflow ${{ secrets.NAME }} with your secret's name. Where that is written already, the stored secret holds this text in place of the key.";
const BARE = "Store the bare key again, on one line.";
const NO_KEY = "Store the key that the provider issued. A gateway that checks none is asked with release.auth: none.";

/**
 * Whether a text tells where a key is and is none itself. It is no secret then, and hidden it would be missing from every
 * sentence that says what to do.
 */
export function isReference(text: string): boolean {
  if (EXPRESSION.test(text) || MEMBER.test(text)) return true;
  return (VARIABLE.test(text) || API_KEY.test(text)) && !SAYS_NONE.test(text);
}

/**
 * One word without the dots, slashes and colons of a place: 32 characters or more, as ids of items in stores are shorter;
 * or base64, which its end tells.
 */
const ONE_WORD = /^(?:[\w+=-]{32,}|[A-Za-z0-9+/]{30,}={1,2})$/;

/** A word that somebody chose, as names of secrets have one; and a UUID, by which some stores name theirs (RFC 9562). */
const CHOSEN = /(?:^|[-_])[A-Za-z]{3,}(?:[-_]|$)|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text that should say where the key lives is the key itself. */
export function isKeyItself(text: string): boolean {
  return hasKeyFormat(text) || (ONE_WORD.test(text) && !CHOSEN.test(text) && isLiveValue(text));
}

/** Letters of both kinds and digits, more than ids of versions have; digests and commits are hexadecimal. */
const DRAWN_VERSION = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{40}/;

/** Whether a text that should be the label of a secret's version is the secret itself. */
export function isSecretItself(text: string): boolean {
  return DRAWN_VERSION.test(text) && isKeyItself(text);
}

/**
 * What makes a text unusable as a header value or certainly not a key; null: nothing. Sent, it would come back as a 401,
 * for which a release would be rolled back. Short words are keys of gateways of one's own and pass.
 */
export function keyFlawOf(key: string): KeyFlaw | null {
  if (EXPRESSION.test(key) || /^\$\w+$/.test(key))
    return { what: "is an expression that nothing replaced, not a key", help: FROM_SECRET };
  if (isReference(key)) return { what: "is the name of a variable or a secret, not its value", help: FROM_SECRET };
  if (/^(?:export\s+)?[A-Za-z_]\w*=[^=]/.test(key))
    return { what: "begins with the name of a variable and an equals sign", help: BARE };
  if (/^(?:null|undefined)$/.test(key))
    return { what: "is what a script writes for a value that is missing", help: FROM_SECRET };
  if (isPlaceholder(key) || STANDS_FOR_ONE.test(key)) return { what: "is a placeholder, not a key", help: NO_KEY };
  if (MASKED.test(key)) return { what: "is what a log shows in place of a key, not the key", help: BARE };
  if (ADDRESS.test(key)) return { what: "is an address, not the key that is kept there", help: FROM_SECRET };
  const what = unsendable(key);
  return what === null ? null : { what, help: BARE };
}

function unsendable(key: string): string | null {
  if (/^bearer\s/i.test(key)) return "begins with the word Bearer; the gate adds it";
  if (/^(["'`]).*\1$/s.test(key)) return "is wrapped in quotes";
  if (/^\{.*\}$/s.test(key)) return "is JSON, not the key in it";
  if (key.length > LONGEST_KEY) return `has more than ${LONGEST_KEY} characters`;
  if (/[\r\n]/.test(key)) return "has a line break inside";
  if (/\s/.test(key)) return "has white space inside";
  if (/[\u0000-\u001f\u007f-\u009f]/.test(key)) return "has control characters inside";
  return /[^\u0000-\u00ff]/.test(key) ? "has characters that no HTTP header can carry" : null;
}
