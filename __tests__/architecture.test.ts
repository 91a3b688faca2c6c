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

/** `import ... from "x"`, `export ... from "x"`, `import "x"` and `import("x")`. */
const STATEMENT = /\b(?:import|export)\s+(type\s+)?([\w*${},\s]+?)\s+from\s*"([^"]+)"|\bimport\s*\(?\s*"([^"]+)"/g;

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

/** Whether this import leaves the room for another one of ours. */
const leaves = (each: Import, room: string) => each.own && roomOf(each.from) === room && roomOf(each.to) !== room;

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
    ]);
  });

  it("finds the files of every room, and each import of ours leads to one", () => {
    for (const room of ["contracts", "decision", "evidence", "http", "probes", "report", "run", "settings"])
      expect(FILES.map(roomOf)).toContain(room);
    expect(violations(({ to, own }) => own && !TEXTS.has(to))).toEqual([]);
    expect(IMPORTS.length).toBeGreaterThan(FILES.length);
  });
});

describe("the arrows between the rooms", () => {
  it("a probe knows no sampling, no trigger and no GitHub", () => {
    expect(
      violations(({ from, to }) => roomOf(from) === "probes" && ["decision", "github"].includes(roomOf(to))),
    ).toEqual([]);
  });

  it.each([
    { room: "decision", may: ["evidence"] },
    { room: "http", may: ["evidence"] },
    { room: "contracts", may: ["evidence"] },
  ])("$room/ imports only $may and itself", ({ room, may }) => {
    expect(violations((each) => leaves(each, room) && !may.includes(roomOf(each.to)))).toEqual([]);
  });

  it("the pure rooms import no package but zod, and nothing of Node that reads or sends", () => {
    const pure = ["contracts", "decision", "evidence"];
    const allowed = ["zod", "node:crypto"];
    expect(violations(({ from, to, own }) => !own && pure.includes(roomOf(from)) && !allowed.includes(to))).toEqual([]);
    expect(violations(({ from, own }) => !own && roomOf(from) === "decision")).toEqual([]);
  });

  it("only the runner's door and github/ know @actions", () => {
    const may = ["action.ts", "github"];
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
    expect(files.filter((file) => file !== "action.ts" && file !== "cli.ts")).toEqual([]);
    expect(files).toContain("action.ts");
    expect(violations(({ to }) => to === "node:process" || to === "process")).toEqual([]);
  });

  it("has no way back: no cycle of rooms, and none of files; types alone may look back", () => {
    const values = IMPORTS.filter(({ own, typeOnly }) => own && !typeOnly);
    const [rooms, files] = [roomOf, (file: string) => file].map((place) => {
      const arrows = values.map(({ from, to }) => [place(from), place(to)] as const);
      return values.filter(({ from, to }) => returns(place(from), place(to), arrows));
    });
    expect(rooms?.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
    expect(files?.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });
});

describe("returns", () => {
  const arrows = ["ab", "bc", "cb", "cd", "dd"].map((arrow) => [arrow.charAt(0), arrow.charAt(1)] as const);

  it("names the arrows that lie on a cycle, and none that only leads there or stays where it is", () => {
    expect(arrows.filter(([from, to]) => returns(from, to, arrows)).map((arrow) => arrow.join(""))).toEqual([
      "bc",
      "cb",
    ]);
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
    const { version, dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect({ version: GATE_VERSION, undici: UNDICI_VERSION }).toEqual({ version, undici: dependencies.undici });
  });
});

/** Whether these arrows lead back from `to` to `from`, another place. */
function returns(from: string, to: string, arrows: readonly (readonly [string, string])[]): boolean {
  const seen = new Set<string>();
  const pending = from === to ? [] : [to];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at === from) return true;
    seen.add(at);
    for (const [start, end] of arrows) if (start === at && !seen.has(end)) pending.push(end);
  }
  return false;
}
