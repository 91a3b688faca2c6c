/**
 * Takes the calls of the gate out of GitHub's description of its API, for the tests: `__tests__/github/api.github.com.json`.
 * The whole description is 13 MB in a package of 400 MB, so it is fetched by this script alone and never installed.
 *
 * Run it again after a change of `VERSION`, or of the calls in `__tests__/github/openapi.ts`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CALLS, DESCRIPTION } from "../__tests__/github/openapi.ts";

/** MIT licensed, as is the description that it carries (github.com/github/rest-api-description). */
const PACKAGE = "@octokit/openapi";
const VERSION = "23.0.2";
const FILE = "package/generated/api.github.com.json";

/** What says nothing of what is right and what is wrong. */
const WORDS = new Set(["description", "summary", "example", "examples", "externalDocs", "title", "tags", "headers"]);

type Json = Readonly<Record<string, unknown>>;

/** Without words and vendor extensions. In `names` the keys are names of the API's own, and all of them stay. */
function bare(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((one) => bare(one));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => names || !(WORDS.has(key) || key.startsWith("x-")));
  return Object.fromEntries(kept.map(([key, inner]) => [key, bare(inner, key === "properties" && !names)]));
}

/** The operations, and what they refer to at whatever remove, at the places where the description has it. */
function extract(description: Json, operations: readonly (readonly [method: string, path: string])[]): Json {
  const extracted = {};
  const pending = operations.map(([method, path]) => ["paths", path, method]);
  const seen = new Set<string>();
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (seen.has(place.join("\n"))) continue;
    seen.add(place.join("\n"));
    const found = place.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], description);
    if (found === undefined) throw new Error(`the description has no ${place.join(" ")}`);
    const part = bare(found);
    put(extracted, place, part);
    for (const [, reference = ""] of JSON.stringify(part).matchAll(/"\$ref":"#\/([^"]+)"/g))
      pending.push(reference.split("/"));
  }
  return extracted;
}

function put(target: Record<string, unknown>, place: readonly string[], value: unknown): void {
  const [key = "", ...rest] = place;
  if (rest.length === 0) target[key] = value;
  else {
    target[key] ??= {};
    put(target[key] as Record<string, unknown>, rest, value);
  }
}

/** Keys in one order, so that a new version shows what it changed. */
const sorted = (_key: string, value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

const folder = mkdtempSync(join(tmpdir(), "release-gate-description-"));
try {
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: folder, encoding: "utf8" });
  const archive = run("npm", "pack", `${PACKAGE}@${VERSION}`, "--silent").trim();
  run("tar", "-xzf", archive, FILE);
  const whole = JSON.parse(readFileSync(join(folder, FILE), "utf8")) as Json & { readonly info: Json };
  const source = `${PACKAGE} ${VERSION}, ${FILE.replace("package/", "")}: the calls of the gate, without the words`;
  const info = { version: whole.info.version, license: whole.info.license, "x-source": source };
  const calls = extract(whole, Object.values(CALLS));
  writeFileSync(DESCRIPTION, `${JSON.stringify({ openapi: whole.openapi, info, ...calls }, sorted, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
