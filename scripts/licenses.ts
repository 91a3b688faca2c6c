/**
 * The licences of everything that a bundle contains. ncc's own list leaves out packages whose modules were joined into one,
 * which are most of those that are ES modules; its statistics name them all.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Module {
  readonly name?: string;
  readonly identifier?: string;
  readonly modules?: readonly Module[];
}

/** What a package says of itself. */
interface Named {
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/|!? ]+)/g;

/** The bundler's own runtime is its output, not a package that is shipped. */
const NOT_SHIPPED = new Set(["@vercel/ncc"]);

/** Where the text of a licence is found when a package names it and ships none; AUTHOR stands for the package's own. */
const STANDARD_TEXTS: Readonly<Record<string, string>> = {
  "Apache-2.0": "node_modules/typescript/LICENSE",
  MIT: "scripts/licence-texts/MIT.txt",
};

/** Between two packages. */
export const SEPARATOR = `\n\n${"=".repeat(80)}\n\n`;

/** Names of the packages in a bundle, sorted. */
function packagesIn(modules: readonly Module[]): readonly string[] {
  const names = new Set<string>();
  const pending = [...modules];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const [, name = ""] of `${next.name} ${next.identifier}`.matchAll(PACKAGE)) names.add(name);
    pending.push(...(next.modules ?? []));
  }
  return [...names].filter((name) => !NOT_SHIPPED.has(name)).sort();
}

/**
 * The text of `licenses.txt`: name, licence and licence text of each package.
 *
 * @param statistics text that ncc wrote for `--stats-out`
 * @throws when a package names no licence, or ships no text of one that is not standard
 */
export function licences(statistics: string, modulesFolder: string): string {
  const { modules } = JSON.parse(statistics) as { readonly modules: readonly Module[] };
  return packagesIn(modules)
    .map((name) => {
      const folder = join(modulesFolder, name);
      const { license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Named;
      if (license === undefined) throw new Error(`${name} is bundled and names no licence`);
      const own = readdirSync(folder)
        .filter((file) => /^(licen[cs]e|copying)/i.test(file))
        .map((file) => join(folder, file));
      const standard = STANDARD_TEXTS[license];
      if (own.length === 0 && standard === undefined) throw new Error(`${name} is bundled and ships no licence text`);
      const files = own.length > 0 ? own.sort() : [join(modulesFolder, "..", standard ?? "")];
      const holder = (typeof author === "string" ? author.replace(/ *<.*/, "") : author?.name) ?? `authors of ${name}`;
      const texts = files.map((file) => readFileSync(file, "utf8").trim().replace("(c) AUTHOR\n", `(c) ${holder}\n`));
      return [name, license, ...texts].join("\n");
    })
    .join(SEPARATOR)
    .concat("\n");
}
