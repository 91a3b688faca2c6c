/** Digests over something that differs from run to run. All others (policy, templates, documentation) are compared. */

/** Over a whole document with its times, and over a release that has the port of a server in it. */
const OVER_TIMES = [
  /\\?"(?:recordDigest|parent)\\?": ?\\?"(sha256:[0-9a-f]{64})/g,
  /"digest": "(sha256:[0-9a-f]{64})"\n\}\s*$/g,
];
const OVER_RELEASE = [
  /\\?"releaseDigest\\?": ?\\?"(sha256:[0-9a-f]{64})/g,
  /"release": \{\s*"digest": "(sha256:[0-9a-f]{64})/g,
  /Release digest \|? *(sha256:[0-9a-f]{64})/g,
];

/** Replaces the digests of these texts that change, each by its number: equal ones stay equal. */
export function changingDigests(texts: readonly string[]): (text: string) => string {
  const served = texts.some((text) => /127\.0\.0\.1:\d{4,5}/.test(text));
  const patterns = [...OVER_TIMES, ...(served ? OVER_RELEASE : [])];
  const found = patterns.flatMap((pattern) => texts.flatMap((text) => [...text.matchAll(pattern)].map(([, it]) => it)));
  const numbers = new Map([...new Set(found)].map((digest, at) => [digest, `sha256:<changing ${at + 1}>`]));
  return (text) => text.replace(/sha256:[0-9a-f]{64}/g, (digest) => numbers.get(digest) ?? digest);
}
