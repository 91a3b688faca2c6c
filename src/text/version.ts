/** A commit, whole or cut as short as git prints it, or one of a repository with SHA-256. */
const COMMIT = /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/;

/**
 * Whether two names are of one version: with `v` or `release-` before it, as the tag of an image or of a service, with its
 * digest, build metadata (Semantic Versioning, section 10) or its commit behind it, or a commit, also cut short or tagged
 * `sha-`.
 */
export function isSameVersion(said: string, expected: string): boolean {
  const [a, b] = [plain(said), plain(expected)];
  if (a === b || tagOf(a) === tagOf(b)) return true;
  if (a.startsWith(`${b}+`) || b.startsWith(`${a}+`)) return true;
  const commits = [tagOf(a), tagOf(b)].map((tag) => tag.replace(COMMIT_TAG, ""));
  // Digits alone may be a date or a count, of which one is not the beginning of the other; as commits they say so.
  const certain = [a, b].some((each) => COMMIT_TAG.test(tagOf(each)) || /^\d*[a-f]/.test(each));
  return certain && isSameCommit(commits[0] ?? "", commits[1] ?? "");
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
    .replace(/@sha256:[0-9a-f]{64}$/, "")
    .replace(/-g[0-9a-f]{7,40}$/, "")
    .replace(/^(?:v|version|release)[-_/ ]?(?=\d)/, "");
}

/** The tag of an image, or the version behind the name of a service. */
function tagOf(version: string): string {
  return plain(version.split(/[@:/]/).at(-1) ?? version);
}
