import { DOCS_ROOT, docsIndex, docsReply } from "../docs.ts";
import type { Fault, Scenario } from "../fault.ts";
import { html, type Reply, whole } from "../reply.ts";

const ALL_PASSED = { decision: "proceed", trigger: "all-passed" } as const;

/** Scenarios about the documentation; the API itself is well in all of them. Each needs the sandbox's pages in `docs:`. */
export const DOCS = [
  {
    name: "docs-down",
    description: "The documentation answers 503 for every page and for its index; the API is well.",
    expect: ALL_PASSED,
    probes: ["chat", "responses", "docs"],
    fault: onDocs(() => html(503, "Service Unavailable")),
  },
  {
    name: "docs-page-left-index",
    description: "The docs index no longer lists the reference page of Responses.",
    expect: { decision: "hold", trigger: "contract-drift" },
    probes: ["chat", "responses", "docs"],
    fault: onDocs((path, healthy) => (path === "/llms.txt" ? listing("/api/text/chat") : healthy)),
  },
  {
    name: "docs-redirect",
    description: "The reference pages moved: redirects within the host lead to them, and the index lists them.",
    expect: ALL_PASSED,
    probes: ["chat", "responses", "docs"],
    fault: onDocs((path, healthy) => {
      if (path === "/llms.txt") return listing("/reference/text/chat", "/reference/text/responses");
      if (path.startsWith("/api/")) return moved(`${DOCS_ROOT}${path.replace("/api/", "/reference/")}`);
      if (!path.startsWith("/reference/")) return healthy;
      return docsReply({ method: "GET", path: `${DOCS_ROOT}${path.replace("/reference/", "/api/")}` });
    }),
  },
  {
    name: "docs-redirect-elsewhere",
    description: "The reference pages redirect to another host, which is not followed.",
    expect: ALL_PASSED,
    probes: ["chat", "responses", "docs"],
    fault: onDocs((path, healthy) => (path.startsWith("/api/") ? moved(`https://elsewhere.invalid${path}`) : healthy)),
  },
] as const satisfies readonly Scenario[];

function listing(...paths: readonly string[]): Reply {
  return whole(200, "text/plain; charset=utf-8", docsIndex(paths));
}

function moved(location: string): Reply {
  return { ...html(308, "Moved"), headers: { location, "content-length": "0" }, pieces: [] };
}

/** Only what is asked of the documentation; `path` is the part below its root. */
function onDocs(reply: (path: string, healthy: Reply) => Reply): Fault {
  return ({ asked, healthy }) =>
    asked.endpoint === "docs" ? reply(asked.path.slice(DOCS_ROOT.length), healthy) : healthy;
}
