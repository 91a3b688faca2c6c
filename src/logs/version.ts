/** Fewest digits of a commit that are compared. */
const SHORTEST_COMMIT = 7;

/**
 * Whether two names are of one version: with `v` or `release-` before it, as the tag of an image or of a service, with its
 * digest, build metadata (Semantic Versioning, section 10) or its commit behind it, or a commit cut short.
 */
export function isSameVersion(logged: string, expected: string): boolean {
  const plain = (version: string) =>
    version
      .toLowerCase()
      .replace(/@sha256:[0-9a-f]{64}$/, "")
      .replace(/-g[0-9a-f]{7,40}$/, "")
      .replace(/^(?:v|version|release)[-_/ ]?(?=\d)/, "");
  const [a, b] = [plain(logged), plain(expected)];
  if (a === b || plain(a.split(/[@:/]/).at(-1) ?? a) === plain(b.split(/[@:/]/).at(-1) ?? b)) return true;
  if (a.startsWith(`${b}+`) || b.startsWith(`${a}+`)) return true;
  const commits = [a, b].every((each) => /^[0-9a-f]+$/.test(each) && each.length >= SHORTEST_COMMIT);
  return commits && (a.startsWith(b) || b.startsWith(a));
}
