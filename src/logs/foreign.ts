/**
 * Other people's secrets: keys, tokens and passwords that are none of this run's. By the rules of secretlint, and by the
 * key formats of gateways; only those that may be alive, since a log also quotes documentation. A few samples of each kind
 * are judged for each file, so that a log full of them costs no more than one with a few.
 */

import { PASTED_CREDENTIALS } from "../text/key-shapes.ts";
import type { Anchor } from "./anchors.ts";

/** How a kind begins, and which two letters of it are rarest. */
type ForeignAnchor = Omit<Anchor<never>, "kind">;

const words = (rare: number, list: string): ForeignAnchor[] => list.split(" ").map((word) => ({ word, rare }));
const exactly = (rare: number, list: string) =>
  words(rare, list).map((anchor) => ({ ...anchor, exact: true as const }));

/** What the keys of others begin with: GitHub, GitLab, Slack, AWS, Google, npm, Stripe and others; key files; logins in URLs. */
export const FOREIGN_ANCHORS: readonly ForeignAnchor[] = [
  ...words(0, "ghp_ gho_ ghu_ ghs_ ghr_ xoxb- xoxp- xoxa- xoxo- xoxr- glsa_ r8_"),
  ...words(1, ":// glpat- npm_ shpat_ shpss_ hvs. tvly- ntn_ sk_live_ rk_live_ hf_"),
  ...words(2, "gsk_ dckr_pat_ figd_ pplx- xai- lsv2_"),
  ...words(3, "xapp- dop_v1_ pypi-"),
  ...words(4, "tskey- sntrys_ nvapi-"),
  ...words(5, "github_pat_"),
  ...words(6, "lin_api_"),
  ...words(9, "_authToken="),
  ...exactly(0, "AKIA ASIA NRAK-"),
  ...exactly(1, "AIza SG. eyJ"),
  ...exactly(4, "-----BEGIN"),
];

/** Samples of one kind that are judged for one file. */
const MOST_SAMPLES = 20;

/** Bytes of a sample; tokens of JSON are longer, and known by their beginning. */
const LONGEST_TOKEN = 512;

/** Fewest characters of a key; shorter ones are words. */
const SHORTEST = 20;

interface Sample {
  readonly text: string;
  readonly line: number;
}

/** Gathers what may be somebody's secret in one file, and judges it at the end. */
export function foreignCredentials() {
  const samples: Sample[] = [];
  const certain: number[] = [];
  const looked = new Map<string, number>();
  return {
    /** @param line tells the line when it is asked */
    look: (word: string, bytes: Buffer, at: number, to: number, line: () => number): void => {
      const count = looked.get(word) ?? 0;
      if (count >= MOST_SAMPLES) return;
      const isCertain = CERTAIN[word];
      if (isCertain !== undefined) {
        const before = bytes.toString("latin1", Math.max(0, at - LONGEST_NAME), at);
        if (!isCertain((length) => bytes.toString("latin1", at, Math.min(to, at + length)), before)) return;
        certain.push(line());
      } else {
        const text = tokenAt(bytes, at, to);
        if (text === null) return;
        samples.push({ text, line: line() });
      }
      looked.set(word, count + 1);
    },
    /** The lines in which a secret stands, in their order. */
    lines: async (): Promise<readonly number[]> => {
      const found = [...certain, ...(samples.length === 0 ? [] : await secretLines(samples))];
      return [...new Set(found)].sort((a, b) => a - b);
    },
  };
}

async function secretLines(samples: readonly Sample[]): Promise<number[]> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import("@secretlint/core"),
    import("@secretlint/secretlint-rule-preset-recommend"),
  ]);
  const rules = [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator }];
  const starts: number[] = [];
  let content = "";
  for (const { text } of samples) {
    starts.push(content.length);
    content += `${text}\n\n`;
  }
  const { messages } = await lintSource({
    source: { filePath: "app.log", content, contentType: "text" },
    options: { config: { rules }, maskSecrets: true, noPhysicFilePath: true },
  });
  const hits = messages.map(({ range }) => starts.findLastIndex((start) => start <= range[0]));
  const own = samples.flatMap(({ text }, i) =>
    PASTED_CREDENTIALS.some((pattern) => text.search(pattern) !== -1) ? [i] : [],
  );
  return [...hits, ...own].flatMap((i) => samples[i]?.line ?? []);
}

/** A byte that a token may hold. */
const IN_TOKEN = Uint8Array.from({ length: 256 }, (_, byte) => (/[\w.~+/=-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** What stands for a key, or comes out of documentation: no word of these is in one that lives. */
const NOT_ALIVE =
  /example|sample|dummy|fake|placeholder|redact|mask|hidden|your[_-]|changeme|[_-]test|test[_-]|x{4,}|(.)\1{5,}|0123456789|1234567890|abcdefghij|deadbeef/i;

/** Bits that a character of a key carries at least; of random hexadecimal digits it is nearly 4. */
const FEWEST_BITS = 2.8;

/** The token that begins here; null where it is the middle of a word, cut, or looks like no key that lives. */
function tokenAt(bytes: Buffer, at: number, to: number): string | null {
  if (
    at > 0 &&
    IN_TOKEN[bytes[at - 1] as number] === 1 &&
    !isEscaped(bytes, at) &&
    bytes[at - 1] !== 0x3d &&
    bytes[at - 1] !== 0x2f
  )
    return null;
  let end = at;
  while (end < to && end - at < LONGEST_TOKEN && IN_TOKEN[bytes[end] as number] === 1) end += 1;
  if (end - at < SHORTEST) return null;
  const text = bytes.toString("latin1", at, end);
  // Stars, dots or an ellipsis follow what was cut.
  return NOT_ALIVE.test(text) ||
    /^(?:\*|\\u2026|…|•)/.test(bytes.toString("utf8", end, end + 6)) ||
    bitsOf(text) < FEWEST_BITS
    ? null
    : text;
}

/** Whether a line break of JSON stands before: `\n`. */
function isEscaped(bytes: Buffer, at: number): boolean {
  return bytes[at - 2] === 0x5c && [0x6e, 0x72, 0x74].includes(bytes[at - 1] as number);
}

/** Shannon's entropy of the characters. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * A private key (RFC 7468), its line breaks as they are or written as such: so much base64 that it is a key and no mention
 * of one. secretlint asks whether it can be parsed, which a line that was cut cannot.
 */
const KEY_FILE =
  /^-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\{1,2}[nr]|[A-Z][\w-]{1,20}: [^\n\\]{0,100}){0,20}[A-Za-z0-9+/=](?:[A-Za-z0-9+/=]|\s|\\{1,2}[nr]){100}/;

/** A JSON Web Token with its signature (RFC 7515, section 7.1), and the name of a field that holds one to sign in with. */
const SIGNED = /^eyJ[\w-]{8,}\.eyJ[\w-]{2,}\.(?:[\w-]{20}|[\w-]{0,19}$)/;
const SIGN_IN = /(?:token|auth|authorization|jwt|bearer|session)["'\\\]]{0,4}\s{0,2}[:=]\s{0,2}["'\\]{0,4}$/i;
const LONGEST_NAME = 48;

/** Characters of one that are looked at: a name, a role or two and a time have a few hundred. */
const LONGEST_JWT = 2_500;

/** The name in the token that jwt.io shows: John Doe's is nobody's. */
const NOBODY = "IkpvaG4gRG9l";

/** Kinds that are known by how they look. `next`: so many characters that begin here. */
const CERTAIN: Readonly<Record<string, (next: (length: number) => string, before: string) => boolean>> = {
  "://": (next) => isLogin(next(LONGEST_TOKEN)),
  "-----BEGIN": (next) => KEY_FILE.test(next(LONGEST_TOKEN)),
  eyJ: (next, before) => SIGN_IN.test(before) && SIGNED.test(next(LONGEST_JWT)) && !next(LONGEST_JWT).includes(NOBODY),
};

/** User, password and host behind `://`: what the generic syntax of URLs allows there (RFC 3986, section 3.2.1). */
const LOGIN = /^:\/\/([^\s/?#@:"'<>\\]{0,128}):([^\s/?#@"'<>\\]{1,256})@([\w.-]{1,253})/;

/** Passwords that are none: references, what stands for one, and those with which every database begins. */
const NO_PASSWORD =
  /^(?:\W*|.*[{}$*…<>%[\]].*|x{3,}|pass(?:word|wd)?\d{0,4}|pwd|pw|secret|token|user(?:name)?|admin|root|postgres|mysql|guest|rabbitmq|redis|mongo|default|minio\w*|test\w*|changeme|redacted|hidden|masked|removed|filtered|string)$|example|redact|placeholder|your[_-]|x{4,}/i;

/** Hosts that nobody else can reach, and those of documentation (RFC 2606, RFC 6761). */
const NO_HOST =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|host|hostname|db|(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost))$/i;

function isLogin(text: string): boolean {
  const match = LOGIN.exec(text);
  if (match === null) return false;
  const [, user = "", password = "", host = ""] = match;
  if (NO_PASSWORD.test(decoded(password)) || NO_HOST.test(host) || password === user) return false;
  return (
    password.length >= 6 &&
    (/\d/.test(password) || (/[a-z]/.test(password) && /[A-Z]/.test(password)) || password.length >= 12)
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
