import { html, type Reply, whole } from "./reply.ts";
import { type ApiRequest, DOCS_ROOT } from "./request.ts";

/** One reference page, as the documentation of this gateway would have it. */
interface ReferencePage {
  readonly path: string;
  readonly title: string;
  readonly endpoint: string;
  /** Request fields: name, type, whether it is required, and what it is for. */
  readonly fields: readonly (readonly [string, string, boolean, string])[];
}

/** The reference pages. */
const PAGES: readonly ReferencePage[] = [
  {
    path: "/api/text/chat",
    title: "Create a chat completion",
    endpoint: "/v1/chat/completions",
    fields: [
      ["model", "string", true, "Which model answers."],
      ["messages", "array", true, "The conversation so far."],
      ["max_completion_tokens", "integer", false, "Upper bound of the answer."],
      ["stream", "boolean", false, "Whether the answer comes in events."],
    ],
  },
  {
    path: "/api/text/responses",
    title: "Create a response",
    endpoint: "/v1/responses",
    fields: [
      ["model", "string", true, "Which model answers."],
      ["input", "string", true, "What to answer."],
      ["max_output_tokens", "integer", false, "Upper bound of the answer."],
      ["stream", "boolean", false, "Whether the answer comes in events."],
    ],
  },
  {
    path: "/api/text/anthropic-messages",
    title: "Create a message",
    endpoint: "/v1/messages",
    fields: [
      ["model", "string", true, "Which model answers."],
      ["messages", "array", true, "The conversation so far."],
      ["max_tokens", "integer", true, "Upper bound of the answer."],
      ["stream", "boolean", false, "Whether the answer comes in events."],
    ],
  },
];

/** Answers below `DOCS_ROOT`, whose layout is CometAPI's (contracts.md 1.1): the index, each page as Markdown and as HTML, 404 for the rest. */
export function docsReply({ method, path }: Pick<ApiRequest, "method" | "path">): Reply {
  if (method !== "GET") return html(405, "Method not allowed");
  const below = path.slice(DOCS_ROOT.length);
  if (below === "/llms.txt") return whole(200, "text/plain; charset=utf-8", docsIndex(PAGES.map((page) => page.path)));
  const page = PAGES.find((one) => one.path === below.replace(/\.md$/, ""));
  if (page === undefined) return html(404, "Page not found");
  return below.endsWith(".md")
    ? whole(200, "text/markdown; charset=utf-8", markdown(page))
    : whole(200, "text/html; charset=utf-8", asHtml(page));
}

/** An index that lists these pages. */
export function docsIndex(paths: readonly string[]): string {
  const links = paths.map((path) => `- [${path.split("/").at(-1)}](${DOCS_ROOT}${path}.md): Reference.\n`);
  return `# Sandbox\n\n## Docs\n\n- [Start](${DOCS_ROOT}/start.md)\n${links.join("")}`;
}

function markdown({ title, endpoint, fields }: ReferencePage): string {
  const banner = `> ## Documentation Index\n> The index of this documentation is ${DOCS_ROOT}/llms.txt.\n`;
  const members = fields.map(
    ([name, type, , says]) => `                ${name}: { type: ${type}, description: ${says} }\n`,
  );
  const required = fields.flatMap(([name, , needed]) => (needed ? [name] : []));
  const description = [
    "openapi: 3.1.0\n",
    `paths:\n  ${endpoint}:\n    post:\n      summary: ${title}\n      requestBody:\n`,
    "        content:\n          application/json:\n            schema:\n              type: object\n",
    `              required: [${required.join(", ")}]\n              properties:\n`,
    ...members,
  ];
  return `${banner}\n# ${title}\n\n## OpenAPI\n\n\`\`\`\`yaml post ${endpoint}\n${description.join("")}\`\`\`\`\n`;
}

/** The page for browsers, with what a platform puts around it: scripts, a build id, a menu. */
function asHtml({ title, endpoint, fields }: ReferencePage): string {
  const rows = fields.map(
    ([name, type, needed, says]) =>
      `<tr><td><code>${name}</code></td><td>${type}</td><td>${needed ? "yes" : "no"}</td><td>${says}</td></tr>`,
  );
  const head = `<head><title>${title}</title><script nonce="x">window.build = "0"</script></head>`;
  const menu = `<nav><a href="${DOCS_ROOT}/start">Start</a></nav>`;
  const header = "<tr><th>Field</th><th>Type</th><th>Required</th><th>Description</th></tr>";
  const table = `<table>${header}${rows.join("")}</table>`;
  const main = `<main><h1>${title}</h1><p><span>POST</span> <code>${endpoint}</code></p>${table}</main>`;
  return `<!doctype html><html>${head}<body>${menu}${main}</body></html>`;
}
