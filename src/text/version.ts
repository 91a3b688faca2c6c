/** A commit, whole or cut as short as git prints it, or one of a repository with SHA-256. */
const COMMIT = /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/;

/**
 * Whether two names are of one version: with `v`, `release-` or the name of a service before it, as the tag of an image, with its
 * digest, build metadata (Semantic Versioning, section 10), its commit or the system of its image behind it, or a commit, also
 * cut short, tagged `sha-`, or behind a branch or what `git describe` says.
 */
export function isSameVersion(said: string, expected: string): boolean {
  const [a, b] = [comparable(said, expected), comparable(expected, said)];
  if (a === b || tagOf(a) === tagOf(b)) return true;
  if (isNamed(a, b) || isNamed(b, a)) return true;
  if (isVariant(tagOf(a), tagOf(b)) || isVariant(tagOf(b), tagOf(a))) return true;
  // Digits alone may be a date or a count, of which one is not the beginning of the other; as commits they say so.
  const certain = [a, b].some((each) => COMMIT_TAG.test(tagOf(each)) || /^\d*[a-f]/.test(each));
  return certain && isSameCommit(commitOf(said), commitOf(expected));
}

/** The name of a service before a version: words, and no version of their own. */
const SERVICE = /^[a-z][a-z0-9]*(?:[-_ ][a-z][a-z0-9]*)*[-_ ]v?$/;

/** Whether a version is the other one, of several numbers, with the name of a service before it: `shop-2026.11.20-1`. */
function isNamed(version: string, other: string): boolean {
  return /^\d+\.\d/.test(other) && version.endsWith(other) && SERVICE.test(version.slice(0, -other.length));
}

/** Systems that images are built on: `1.4.0-alpine3.20` is 1.4.0. */
const SYSTEM =
  /^(?:alpine|slim|debian|bookworm|bullseye|trixie|buster|ubuntu|jammy|noble|distroless|ubi|windowsservercore|nanoserver|chainguard|wolfi)[\d.]*(?:-|$)/;

/** Whether a tag is the other one with the system behind it that the image is built on. */
function isVariant(tag: string, other: string): boolean {
  return tag.startsWith(`${other}-`) && SYSTEM.test(tag.slice(other.length + 1));
}

/** A commit behind a version or a branch: `v2.3.0-14-g0123abc`, `main-0123abc`, `1.4.0 (0123abc)`. */
const COMMIT_BEHIND = /^.*?[a-z0-9](?:-\d+-g|[-_]| \((?:(?:git|commit|sha|rev)[: ])?)([0-9a-f]{7,40})\)?$/;

/** The commit in the name of a version, or what may be one. */
function commitOf(version: string): string {
  const tag = tagOf(version.trim().toLowerCase()).replace(COMMIT_TAG, "");
  return COMMIT_BEHIND.exec(COMMIT.test(tag) ? "" : version.trim().toLowerCase())?.[1] ?? tag;
}

/** Whether two texts are one commit, either of them perhaps cut short. */
export function isSameCommit(a: string, b: string): boolean {
  const [one, other] = [a.trim().toLowerCase(), b.trim().toLowerCase()];
  return COMMIT.test(one) && COMMIT.test(other) && (one.startsWith(other) || other.startsWith(one));
}

/** What metadata actions of container registries put before the commit in a tag. */
const COMMIT_TAG = /^(?:sha|git|commit)[-_]/;

function plain(version: string): string {
  return version
    .trim()
    .toLowerCase()
    .replace(/^"(.*)"$/, "$1")
    .replace(/@sha256:[0-9a-f]{64}$/, "")
    .replace(/(?:-0)?-g[0-9a-f]{7,40}$| \((?:(?:git|commit|sha|rev)[: ])?[0-9a-f]{7,40}\)$/, "")
    .replace(/^(?:v|version|release)[-_/ ]?(?=\d)/, "");
}

/** Without its build metadata, where the other version has none. */
function comparable(version: string, other: string): string {
  return other.includes("+") ? plain(version) : plain(version).replace(/\+.*$/, "");
}

/** The tag of an image, or the version behind the name of a service. */
function tagOf(version: string): string {
  return plain(version.split(/[@:/]/).at(-1) ?? version);
}
