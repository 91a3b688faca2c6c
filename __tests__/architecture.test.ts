/** Rooms, not corridors: the import arrows of the architecture, held over the real source files. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { GATE_VERSION, UNDICI_VERSION } from "../src/version.ts";

const ROOT = resolve(import.meta.dirname, "..");
const SOURCE = join(ROOT, "src");

/** One import of one file: what it names, resolved below `src/` when it is a file of ours, and whether only types. */
interface Import {
  readonly from: string;
  readonly to: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

/** Strings are matched so that a `//` or a quote inside them is not taken for a comment. */
const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** The source without its comments. */
function withoutComments(text: string): string {
  return text.replace(STRING_OR_COMMENT, (found) => (found.startsWith("/") ? "" : found));
}

/** `import ... from "x"`, `export ... from "x"`, `import "x"` and `import("x")`, in either kind of quotes. */
const STATEMENT =
  /\b(?:import|export)\s+(type\s+)?([\w*${},\s]+?)\s+from\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']/g;

/** What the text of a file imports: specifier, and whether only types come from there. */
function specifiersOf(text: string): { specifier: string; typeOnly: boolean }[] {
  return [...withoutComments(text).matchAll(STATEMENT)].map(([, type, names = "", from, bare]) => {
    const inBraces = /^\{([^}]*)\}$/.exec(names.trim())?.[1];
    const onlyTypes = inBraces
      ?.split(",")
      .filter((name) => name.trim() !== "")
      .every((name) => /^\s*type\s/.test(name));
    return { specifier: from ?? bare ?? "", typeOnly: type !== undefined || onlyTypes === true };
  });
}

const FILES = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"))
  .sort();

const TEXTS = new Map(FILES.map((file) => [file, readFileSync(join(SOURCE, file), "utf8")]));

const IMPORTS: readonly Import[] = [...TEXTS].flatMap(([from, text]) =>
  specifiersOf(text).map(({ specifier, typeOnly }) => {
    const own = specifier.startsWith(".");
    const to = own ? relative(SOURCE, resolve(SOURCE, dirname(from), specifier)).replaceAll("\\", "/") : specifier;
    return { from, to, own, typeOnly };
  }),
);

/** The room of a file: its folder below `src/`, or the file itself for the doors and the page that tells the story. */
function roomOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.indexOf("/")) : file;
}

/** Imports that break a rule, as `from -> to`. */
function violations(breaks: (each: Import) => boolean): string[] {
  return IMPORTS.filter(breaks).map(({ from, to }) => `${from} -> ${to}`);
}

describe("reading imports", () => {
  it("sees every form, tells types from values, and ignores comments and strings", () => {
    const text = `
      import { a, type B } from "./a.ts";
      import type { C } from "./c.ts";
      import { type D, type E } from "./d.ts";
      import * as core from "@actions/core";
      import f, {
        g,
      } from "./f.ts";
      import "./side-effect.ts";
      export { h } from "./h.ts";
      export type { I } from "./i.ts";
      const later = await import("./later.ts");
      import { j } from './single.ts';
      const single = await import('./single-later.ts');
      const accept = "*/*"; // import { x } from "./comment.ts";
      /* import { y } from "./comment.ts"; */
    `;
    expect(specifiersOf(text)).toEqual([
      { specifier: "./a.ts", typeOnly: false },
      { specifier: "./c.ts", typeOnly: true },
      { specifier: "./d.ts", typeOnly: true },
      { specifier: "@actions/core", typeOnly: false },
      { specifier: "./f.ts", typeOnly: false },
      { specifier: "./side-effect.ts", typeOnly: false },
      { specifier: "./h.ts", typeOnly: false },
      { specifier: "./i.ts", typeOnly: true },
      { specifier: "./later.ts", typeOnly: false },
      { specifier: "./single.ts", typeOnly: false },
      { specifier: "./single-later.ts", typeOnly: false },
    ]);
  });

  it("finds the files of every room, and each import of ours leads to one", () => {
    for (const room of ["contracts", "decision", "evidence", "http", "probes", "report", "run", "settings"])
      expect(FILES.map(roomOf)).toContain(room);
    expect(violations(({ to, own }) => own && !TEXTS.has(to))).toEqual([]);
    expect(IMPORTS.length).toBeGreaterThan(FILES.length);
  });
});

/** Everything that a mode, a reporter or a door may use. */
const GROUND = ["text", "evidence"];
const CHECKS = ["template", "docs", "logs", "results", "metrics", "readiness"];
const BELOW_RUN = [
  "contracts",
  "files",
  "http",
  "decision",
  "settings",
  "probes",
  ...CHECKS,
  "known-good",
  "migration",
  "report",
];
const BELOW_DOORS = [...GROUND, ...BELOW_RUN, "run", "modes"];

/** What each room may import, by value and by type; `x types` is a room of which types alone may be used. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  text: [],
  evidence: ["text"],
  contracts: GROUND,
  http: GROUND,
  decision: GROUND,
  settings: GROUND,
  "known-good": [...GROUND, "files"],
  probes: [...GROUND, "contracts", "http"],
  template: [...GROUND, "contracts", "settings types"],
  docs: [...GROUND, "contracts", "http", "settings types"],
  files: GROUND,
  logs: [...GROUND, "contracts", "files", "settings types"],
  results: [...GROUND, "files", "settings types"],
  metrics: [...GROUND, "http", "settings types"],
  readiness: [...GROUND, "contracts", "settings types"],
  migration: [...GROUND, "contracts"],
  report: [...GROUND, "decision types", "migration types"],
  run: [...GROUND, ...BELOW_RUN, "version.ts"],
  modes: [...GROUND, ...BELOW_RUN, "run"],
  "gate.ts": BELOW_DOORS,
  sandbox: BELOW_DOORS,
  github: [...BELOW_DOORS, "gate.ts"],
  terminal: [...BELOW_DOORS, "sandbox", "gate.ts", "version.ts"],
  "action.ts": ["github", "run"],
  "cli.ts": ["run", "terminal"],
  "version.ts": [],
};

/** Whether the table allows an import; within a room everything is. */
function allowed({ from, to, typeOnly }: Import): boolean {
  const [room, target] = [roomOf(from), roomOf(to)];
  const may = MAY_IMPORT[room] ?? [];
  return room === target || may.includes(target) || (typeOnly && may.includes(`${target} types`));
}

describe("the arrows between the rooms", () => {
  it("are those of the table, by value and by type", () => {
    expect(violations((each) => each.own && !allowed(each))).toEqual([]);
  });

  it("have a row for every room, and no row without a room", () => {
    expect([...new Set(FILES.map(roomOf))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it("tell a type from a value, and a room from its neighbour", () => {
    const from = "report/comment.ts";
    expect(allowed({ from, to: "decision/decide.ts", own: true, typeOnly: true })).toBe(true);
    expect(allowed({ from, to: "decision/decide.ts", own: true, typeOnly: false })).toBe(false);
    expect(allowed({ from, to: "settings/settings.ts", own: true, typeOnly: true })).toBe(false);
    expect(allowed({ from, to: "report/issue.ts", own: true, typeOnly: false })).toBe(true);
  });

  it("enter a check by its one door", () => {
    const inside = (file: string) => CHECKS.includes(roomOf(file)) && file !== `${roomOf(file)}/check.ts`;
    expect(violations(({ from, to, own }) => own && roomOf(from) !== roomOf(to) && inside(to))).toEqual([]);
    for (const room of CHECKS) expect(FILES).toContain(`${room}/check.ts`);
  });

  it("leave the reports without a word about settings", () => {
    const files = [...TEXTS].filter(([file]) => ["report", "migration"].includes(roomOf(file)));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter(([, text]) => /\bSettings\b/.test(withoutComments(text))).map(([file]) => file)).toEqual([]);
  });

  it("load the comparison of families and the checks only where they are asked for", () => {
    const byStatement = (file: string, room: string) =>
      new RegExp(`^import (?!type)[^;]*from ["'](?:\\.\\.?/)+${room}/`, "m").test(TEXTS.get(file) ?? "");
    const late = ["migration", "template", "docs", "logs", "results", "metrics"];
    const early = FILES.flatMap((file) =>
      late.filter((room) => room !== roomOf(file) && byStatement(file, room)).map((room) => `${file} -> ${room}`),
    );
    expect(early).toEqual([]);
  });

  it("the pure rooms import no package but zod, and nothing of Node that reads or sends", () => {
    const pure = ["contracts", "decision", "evidence", "migration"];
    const packages = ["zod", "node:crypto", "node:buffer"];
    expect(violations(({ from, to, own }) => !own && pure.includes(roomOf(from)) && !packages.includes(to))).toEqual(
      [],
    );
    expect(violations(({ from, own }) => !own && roomOf(from) === "decision")).toEqual([]);
  });

  it("only github/ knows @actions", () => {
    const may = ["github"];
    expect(violations(({ from, to }) => to.startsWith("@actions/") && !may.includes(roomOf(from)))).toEqual([]);
  });

  it("only http/ knows undici", () => {
    expect(violations(({ from, to }) => /^undici(\/|$)/.test(to) && roomOf(from) !== "http")).toEqual([]);
  });

  it("nothing imports a door", () => {
    expect(violations(({ to }) => to === "action.ts" || to === "cli.ts")).toEqual([]);
  });

  it("only the doors read the environment", () => {
    const reads = /\bprocess\s*(\.|\?\.)\s*env\b|\bprocess\s*\[\s*["'`]env|\benv\b[^={}]*\}\s*=\s*process\b/;
    const files = [...TEXTS].filter(([, text]) => reads.test(withoutComments(text))).map(([file]) => file);
    // They hand their process on whole.
    expect(files).toEqual([]);
    expect("const { env } = process;").toMatch(reads);
    expect(violations(({ to }) => to === "node:process" || to === "process")).toEqual([]);
  });

  it("has no circle of rooms by value, and none of files, types included", () => {
    const own = IMPORTS.filter((each) => each.own);
    const byValue = own.filter((each) => !each.typeOnly);
    expect(shortestCircle(byValue.map(({ from, to }) => [roomOf(from), roomOf(to)]))).toBe("");
    expect(shortestCircle(own.map(({ from, to }) => [from, to]))).toBe("");
  });
});

describe("files", () => {
  /** Longer than this a second idea hides in it; a table may go on. */
  const MOST_LINES = 200;
  const TABLES = [
    "contracts/error-words.ts",
    "contracts/template-language.ts",
    "evidence/categories.ts",
    "evidence/probes.ts",
    "evidence/triggers.ts",
    "settings/inputs/inputs.ts",
  ];

  it(`have at most ${MOST_LINES} lines, unless they are a table`, () => {
    const long = [...TEXTS].filter(([, text]) => text.trimEnd().split("\n").length > MOST_LINES).map(([file]) => file);
    expect(long.sort()).toEqual(TABLES);
  });
});

describe("the shortest circle", () => {
  const arrows = (...words: readonly string[]) => words.map((word) => [word.charAt(0), word.charAt(1)] as const);

  it("is one of those that there are, with its places in order", () => {
    expect(shortestCircle(arrows("ab", "bc", "ca", "cd", "de", "ed", "ea"))).toBe("d -> e -> d");
    expect(shortestCircle(arrows("xa", "ab", "bc", "ca", "cd"))).toBe("a -> b -> c -> a");
  });

  it("is none where arrows lead away, or stay where they are", () => {
    expect(shortestCircle(arrows("ab", "bc", "ac", "cd", "dd"))).toBe("");
  });
});

describe("names", () => {
  it("say what is in a file", () => {
    const empty = /(^|-)(utils?|helpers?|managers?|misc|common|data|info)\.ts$/;
    expect(FILES.filter((file) => empty.test(basename(file)))).toEqual([]);
    expect(FILES.filter((file) => /(^|\/)(utils?|helpers?|managers?|misc|common)\//.test(file))).toEqual([]);
  });
});

describe("versions", () => {
  it("are those of package.json", () => {
    const { version, devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect({ version: GATE_VERSION, undici: UNDICI_VERSION }).toEqual({ version, undici: devDependencies.undici });
  });
});

/** A circle of arrows with the fewest places, as `a -> b -> a`; empty: there is none. An arrow that stays does not count. */
function shortestCircle(arrows: readonly (readonly [string, string])[]): string {
  const next = new Map<string, string[]>();
  for (const [from, to] of arrows) if (from !== to) next.set(from, [...(next.get(from) ?? []), to]);
  const circles = [...next.keys()].flatMap((start) => {
    const circle = wayBack(start, next);
    return circle === null ? [] : [circle];
  });
  const [shortest = []] = circles.sort((a, b) => a.length - b.length);
  return shortest.join(" -> ");
}

/** The shortest way from a place over others back to it; null: there is none. */
function wayBack(start: string, next: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const seen = new Set<string>();
  const pending: string[][] = [[start]];
  for (let way = pending.shift(); way !== undefined; way = pending.shift())
    for (const to of next.get(way.at(-1) ?? "") ?? []) {
      if (to === start) return [...way, to];
      if (seen.has(to)) continue;
      seen.add(to);
      pending.push([...way, to]);
    }
  return null;
}
