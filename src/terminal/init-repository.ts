/** What `init` may see of a repository: names and small texts, bounded, and never through a link. */
import { opendirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readText } from "../files/read.ts";
import { parseJson } from "../text/json.ts";
import { hasKeyFormat } from "../text/key-shapes.ts";

/** Entries that are looked at: a large monorepo has its services near the top, and the walk goes level by level. */
const MOST_ENTRIES = 20_000;

/** Folders below the root: `services/chat/src/app/api/chat` is six deep. */
const DEEPEST = 7;

/** Bytes of a file that is read: configuration and routes are small, bundles and data are not. */
const LARGEST_FILE = 256 * 1024;

/** Files that are read in all. */
const MOST_READ = 2_000;

/** Folders of what was installed or built, and of version control. */
const NOT_OURS = new Set(
  "node_modules vendor dist build out target bin obj venv env __pycache__ coverage tmp Pods site-packages".split(" "),
);

/** Hidden folders that tell something. */
const TELLING = [".github"];

/** A name that can stand in YAML and in a comment, whoever chose it: no quote, no line break, no blank. */
const PLAIN_NAME = /^[\w.@()[\]+-]{1,100}$/;

/** A long stretch with digits: a key, or a digest that nobody chose. */
const RANDOM = /(?=[A-Za-z]*\d)[A-Za-z0-9]{20}/;

/** Whether a text may be a key: such a text is repeated nowhere. */
export function isRandom(text: string): boolean {
  return RANDOM.test(text) || hasKeyFormat(text);
}

/** A repository, as far as it is looked at. */
export interface Repository {
  /** Paths from the root with `/`, the ones near the root first, and by name. */
  readonly files: readonly string[];
  /** Text of one of them; null where it is large, or cannot be read. */
  readonly text: (path: string) => string | null;
}

/** Looks at a folder. What cannot be listed is passed over. */
export function repositoryAt(root: string): Repository {
  const files: string[] = [];
  let entries = 0;
  let level = [""];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const folder of level) {
      const found = listed(join(root, folder), MOST_ENTRIES - entries);
      entries += found.length;
      for (const { name, kind } of found)
        (kind === "file" ? files : below).push(folder === "" ? name : `${folder}/${name}`);
    }
    level = below;
  }
  const known = new Set(files);
  const texts = new Map<string, string | null>();
  const text = (path: string) => {
    if (!known.has(path)) return null;
    if (!texts.has(path) && texts.size < MOST_READ) texts.set(path, textAt(join(root, path)));
    return texts.get(path) ?? null;
  };
  return { files, text };
}

interface Entry {
  readonly name: string;
  readonly kind: "file" | "folder";
}

/** Files and folders in a folder, at most so many, by name. A link is neither. */
function listed(folder: string, most: number): readonly Entry[] {
  const found: Entry[] = [];
  try {
    const open = opendirSync(folder);
    try {
      for (let seen = 0; seen < most; seen += 1) {
        const entry = open.readSync();
        if (entry === null) break;
        const { name } = entry;
        if (!PLAIN_NAME.test(name) || isRandom(name)) continue;
        if (entry.isFile()) found.push({ name, kind: "file" });
        else if (entry.isDirectory() && isOurs(name)) found.push({ name, kind: "folder" });
      }
    } finally {
      open.closeSync();
    }
  } catch {
    // A folder without permission, or one that has just gone.
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isOurs = (name: string) => !NOT_OURS.has(name) && (!name.startsWith(".") || TELLING.includes(name));

function textAt(file: string): string | null {
  try {
    // A link that came after the listing is not followed.
    return readText(file, { most: LARGEST_FILE, noLinks: true });
  } catch {
    return null;
  }
}

/** A YAML or JSON text; null where it is neither. Aliases may not multiply. */
export function parsed(text: string): unknown {
  try {
    return parseJson(text) ?? parse(text, { maxAliasCount: 20, logLevel: "silent" });
  } catch {
    return null;
  }
}
