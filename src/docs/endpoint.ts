/** An endpoint as a page writes it: `POST /v1/responses`, with the host or without. */
const MENTION =
  /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b[\s:`"']{0,5}(?:https?:\/\/[^\s/"'`<>)]{1,200})?(\/[a-z0-9{:][\w./{}:~%-]{0,200})/gi;

/** A path of an API with its version; addresses of images and pages, which examples are full of, have none. */
const VERSIONED =
  /https?:\/\/[^\s/"'`<>)]{1,200}((?:\/[\w-]{1,40}){0,2}\/v\d{1,2}(?:\/[\w{}:-]{1,80}){1,8})(?![\w.{}:/-]*\.\w)/g;

/** An endpoint: its path without host, and its method where that is said. */
interface Endpoint {
  readonly method: string | null;
  readonly path: string;
}

/** Every endpoint in a text that is named with its method. */
export function endpointsIn(text: string): readonly Endpoint[] {
  return [...text.matchAll(MENTION)].map(([, method = "", path = ""]) => ({
    method: method.toUpperCase(),
    path: trimmed(path),
  }));
}

/** Every endpoint that an example calls. How it says POST depends on the language; so only its head says a method. */
export function calledIn(code: string): readonly Endpoint[] {
  const head = /^\s*(?:GET|POST|PUT|PATCH|DELETE)\s/i.test(code) ? endpointsIn(code.slice(0, 500)).slice(0, 1) : [];
  const called = [...code.matchAll(VERSIONED)].map(([, path = ""]) => ({ method: null, path: trimmed(path) }));
  return [...head, ...called];
}

/** Whether a path is that of the page, which is known by its end; null: the page is of no endpoint alone. */
export function isOwn(path: string, end: string | null): boolean {
  return end === null || path.endsWith(end);
}

/**
 * Of all paths of an API those of the page: the shortest of those that end so. `/threads/{id}/messages` and
 * `/organization/usage/embeddings` are about something else.
 */
export function ownPaths(paths: readonly string[], end: string): readonly string[] {
  const ending = paths.filter((path) => path.endsWith(end));
  const depth = (path: string) => path.split("/").length;
  return ending.filter((path) => depth(path) === Math.min(...ending.map(depth)));
}

/** Whether a path is that of the page or lies below it, as the other operations on the same thing do. */
export function isBelowOwn(path: string, end: string | null): boolean {
  return isOwn(path, end) || (end !== null && path.includes(`${end}/`));
}

/** A path or an address on its own, as in code: `/v1/responses`; null for anything else. */
export function pathAlone(text: string): string | null {
  const [, path] = /^(?:https?:\/\/[^\s/]{1,200})?(\/[a-z0-9{:][\w./{}:~%-]{1,200})$/.exec(text.trim()) ?? [];
  return path === undefined ? null : trimmed(path);
}

function trimmed(path: string): string {
  return path.replace(/[.,:;/]+$/, "");
}
