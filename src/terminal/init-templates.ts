/** Request bodies that the application sends, among the JSON files of a repository. */
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { REQUEST_BODIES } from "../run/request-bodies.ts";
import { isObject, parseJson } from "../text/json.ts";
import type { Repository } from "./init-repository.ts";
import type { Sighting } from "./init-sighting.ts";

/** A file of tests or examples says nothing about what the application sends. */
const OF_TESTS =
  /(?:^|[/._-])(?:tests?|__tests__|specs?|fixtures?|mocks?|examples?|samples?|snapshots?|testdata|e2e)(?=[/._-])/i;

/** Settings of tools, which are JSON too. */
const OF_TOOLS = /(?:^|\/)(?:package|package-lock|composer|tsconfig[\w.-]*|\.?[\w-]+rc|openapi|swagger)\.json$/;

/** Files that are tried, so that a folder of data costs nothing. */
const MOST_TRIED = 200;

/** A body of a family, and whether the gate could send it as it stands. */
interface Body {
  readonly path: string;
  readonly family: Family;
  readonly clean: boolean;
}

/**
 * The request templates, the first of each family. They are certain where every one passes the check and is no file of a
 * test; else the setting stays a comment, for a template that cannot be sent is a hold.
 */
export async function templateSightings(repository: Repository): Promise<readonly Sighting[]> {
  const tried = repository.files
    .filter((path) => path.endsWith(".json") && !OF_TOOLS.test(path))
    .sort((a, b) => Number(OF_TESTS.test(a)) - Number(OF_TESTS.test(b)))
    .slice(0, MOST_TRIED);
  const found = new Map<Family, Body>();
  for (const path of tried) {
    const body = await bodyIn(path, repository);
    const before = body === null ? undefined : found.get(body.family);
    if (body !== null && (before === undefined || (!before.clean && body.clean))) found.set(body.family, body);
  }
  const bodies = FAMILIES.flatMap((family) => found.get(family) ?? []);
  if (bodies.length === 0) return [];
  const certain = bodies.every(({ clean, path }) => clean && !OF_TESTS.test(path));
  const files = bodies.map(({ path }) => path).join(", ");
  return [
    {
      ...{ section: "release", key: "request-templates", certain },
      value: `{ ${bodies.map(({ family, path }) => `${family}: ${JSON.stringify(path)}`).join(", ")} }`,
      from: certain ? files : `${files}; say "validate" once it is switched on`,
    },
  ];
}

/** The body in a file; null where it is none: a model and what is asked, as every family has them. */
async function bodyIn(path: string, { text: textOf }: Repository): Promise<Body | null> {
  const text = textOf(path);
  const body = text === null ? null : parseJson(text);
  if (text === null || !isObject(body) || !("model" in body) || !("messages" in body || "input" in body)) return null;
  const family = REQUEST_BODIES.familyOf(text, []);
  if (family === null) return null;
  const template = { path, family, text };
  if (REQUEST_BODIES.sendableOf(template, []).kind === "none") return { path, family, clean: false };
  const { checkTemplates } = await import("../template/check.ts");
  const { result } = await checkTemplates({
    templates: [template],
    waivers: [],
    model: null,
    streaming: [],
    secrets: [],
  });
  return { path, family, clean: result === "pass" };
}
