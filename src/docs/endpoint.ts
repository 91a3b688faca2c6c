/** An endpoint as a page writes it: `POST /v1/responses`, with the host or without. */
const MENTION =
  /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b[\s:`"']{0,5}(?:https?:\/\/[^\s/"'`<>)]{1,200})?(\/[a-z0-9{:][\w./{}:~%-]{0,200})/gi;

/** Method and path of every endpoint in a text, without host. */
export function endpointsIn(text: string): readonly string[] {
  return [...text.matchAll(MENTION)].map(([, method = "", path = ""]) => `${method.toUpperCase()} ${trimmed(path)}`);
}

/** A path or an address on its own, as in code: `/v1/responses`; null for anything else. */
export function pathAlone(text: string): string | null {
  const [, path] = /^(?:https?:\/\/[^\s/]{1,200})?(\/[a-z0-9{:][\w./{}:~%-]{1,200})$/.exec(text.trim()) ?? [];
  return path === undefined ? null : trimmed(path);
}

/** Whether an example calls the path with a body: what a shell, Python or JavaScript does with POST. */
export function postsTo(path: string, code: string): boolean {
  const at = code.indexOf(path);
  if (at === -1 || /[\w/-]/.test(code[at + path.length] ?? "")) return false;
  return /\bpost\b|--data|--json|\s-d\s/i.test(code);
}

function trimmed(path: string): string {
  return path.replace(/[.,:;/]+$/, "");
}
