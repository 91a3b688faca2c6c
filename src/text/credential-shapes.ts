/**
 * Credentials that are known by how they look wherever they stand, whoever issued them: key files, logins in URLs, signatures,
 * keys in URLs, addresses of hooks. What begins with a prefix of its issuer is in `token-prefixes.ts`.
 */
import { isLiveValue, isPassword, mayLive } from "./live.ts";
import { decoded } from "./userinfo.ts";

/** One kind. */
export interface CredentialShape {
  /** Where a closer look begins. */
  readonly word: string;
  /** What stands before it; absent: anything may. */
  readonly before?: RegExp;
  /** The text from the word on; lengths are bounded. */
  readonly form: RegExp;
  /** Whether what the groups hold may live; absent: all of it does. */
  readonly lives?: (groups: readonly string[]) => boolean;
}

/** Characters of one that are looked at, and of what stands before it. */
export const LONGEST_SHAPE = 512;
export const LONGEST_BEFORE = 48;

/** A line break of a key file, however it is written, and what makes a comment of the next line. */
const BREAK = String.raw`\s|#[ \t]|\\{1,8}(?:[nrt]|(?:u00|x)0[aAdD])|%(?:25|u00){0,3}0[aAdD]|&#(?:1[03]|x0?[aAdD]);|#01[25]|\^[JM]|=0[AD]`;

/** Characters of base64 that the shortest key has, one of Ed25519; what mentions one has fewer. */
const SHORTEST_KEY = 60;

/** Hosts that nobody else can reach, and those of documentation (RFC 2606, RFC 6761). */
const NO_HOST =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|host|hostname|db|(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost))$/i;

const hook = (word: string, form: RegExp): CredentialShape => ({ word, form, lives: ([code = ""]) => mayLive(code) });

/** All of them, by the word at which a closer look begins. */
export const CREDENTIAL_SHAPES: readonly CredentialShape[] = [
  {
    // User, password and host: what the generic syntax of URLs allows there (RFC 3986, section 3.2.1).
    word: "://",
    form: /^:\/\/([^\s/?#@:"'<>\\]{0,128}):(?!\d{1,5}#)([^\s/?@"'<>\\]{1,256})@([\w.-]{1,253})/,
    lives: ([user, password = "", host = ""]) =>
      !NO_HOST.test(host) && password !== user && isPassword(decoded(password)),
  },
  {
    // A private key (RFC 7468), its line breaks as they are or written as such.
    word: "-----BEGIN",
    form: new RegExp(
      `^-----BEGIN[ +][A-Z +]{0,20}PRIVATE[ +]KEY(?:[ +]BLOCK)?-----(?:${BREAK}|[A-Z][\\w-]{1,20}: [^\\n\\\\]{0,100}){0,20}[A-Za-z0-9+/=](?:[A-Za-z0-9+/=]|${BREAK}){${SHORTEST_KEY}}`,
    ),
  },
  {
    // A signature of Azure's storage and buses: 32 bytes in base64 (Shared Access Signature, `sig`).
    word: "sig=",
    before: /[?&\s]$/,
    form: /^sig=([A-Za-z0-9+/%]{43,90}={0,2})(?![A-Za-z0-9+/%])/,
    lives: ([written = ""]) => /^[A-Za-z0-9+/]{43}=$/.test(decoded(written)) && mayLive(decoded(written)),
  },
  {
    // A key of Google's and others' in a URL: too mixed for a name, and no hash or number of what is asked for.
    word: "key=",
    before: /[?&]$/,
    form: /^key=((?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[A-Za-z0-9][\w-]{23,80})(?![\w.%/+=-])/,
    lives: ([key = ""]) => !key.startsWith("eyJ") && isLiveValue(key),
  },
  // Addresses to which anybody may post who knows them.
  hook(
    "hooks.slack.com",
    /^.{15}\/(?:services|workflows|triggers)\/[A-Z0-9]{8,14}\/[A-Z0-9]{8,20}\/(?:\d{10,20}\/)?([A-Za-z0-9]{20,40})/,
  ),
  hook("api/webhooks", /^.{12}\/\d{17,20}\/([\w-]{60,80})/),
  hook("webhookb2", /^.{9}\/[0-9a-f-]{36}@[0-9a-f-]{36}\/IncomingWebhook\/([0-9a-f]{32}\/[0-9a-f-]{36})/),
  hook("telegram.org", /^.{12}\/bot\d{8,10}:([\w-]{35})(?![\w-])/),
];

/**
 * What of a text is such a credential, from its beginning on; null: nothing.
 * @param before what stands before it
 */
export function shapeAt(
  { form, before: needs, lives }: CredentialShape,
  text: string,
  before: () => string,
): string | null {
  const [found = null, ...groups] = form.exec(text) ?? [];
  if (found === null || needs?.test(before()) === false) return null;
  return lives === undefined || lives(groups) ? found : null;
}
