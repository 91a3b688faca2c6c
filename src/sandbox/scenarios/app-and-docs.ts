import { appError, appReply } from "../app.ts";
import { docsIndex, docsReply } from "../docs.ts";
import { relayError } from "../errors.ts";
import { ALL_PASSED, type Fault, type Scenario } from "../fault.ts";
import { html, type Reply, whole } from "../reply.ts";
import { DOCS_ROOT } from "../request.ts";

/**
 * Scenarios about the deployed service and about the documentation; the API itself is well in all of them. Those of the
 * documentation need the sandbox's pages in `docs:`.
 */
// biome-ignore format: a table reads by its rows, not by one field a line
export const APP_AND_DOCS = [
  {
    name: "app-wrong-version", description: "The deployed service answers well, but still runs the version before.",
    expect: { decision: "rollback", trigger: "app-behaviour" }, probes: ["app"],
    fault: application(({ request }) => appReply(request, { version: "2026.11.13-4" })),
  },
  {
    name: "app-leaks-provider-error",
    description: "The deployed service passes an error of its provider on to its users.",
    expect: { decision: "rollback", trigger: "app-behaviour" }, probes: ["app"],
    fault: application(({ request }) => relayError(request, 502, "do_request_failed", "upstream error")),
  },
  {
    name: "app-fallback", description: "The deployed service says that its fallback answered, every time.",
    expect: { decision: "rollback", trigger: "fallback-rate" }, probes: ["app"],
    fault: application(({ request }) => appReply(request, { fallback: true })),
  },
  {
    name: "app-error", description: "The deployed service answers 500 in its own words, every time.",
    expect: { decision: "rollback", trigger: "error-rate" }, probes: ["app"],
    fault: application(({ request }) => appError(request, 500, "something went wrong")),
  },
  {
    name: "docs-down", description: "The documentation answers 503 for every page and for its index; the API is well.",
    expect: ALL_PASSED, probes: ["chat", "responses", "docs"], fault: onDocs(() => html(503, "Service Unavailable")),
  },
  {
    name: "docs-page-left-index", description: "The docs index no longer lists the reference page of Responses.",
    expect: { decision: "hold", trigger: "contract-drift" }, probes: ["chat", "responses", "docs"],
    fault: onDocs((path, healthy) => (path === "/llms.txt" ? listing("/api/text/chat") : healthy)),
  },
  {
    name: "docs-redirect",
    description: "The reference pages moved: redirects within the host lead to them, and the index lists them.",
    expect: ALL_PASSED, probes: ["chat", "responses", "docs"],
    fault: onDocs((path, healthy) => {
      if (path === "/llms.txt") return listing("/reference/text/chat", "/reference/text/responses");
      if (path.startsWith("/api/")) return moved(`${DOCS_ROOT}${path.replace("/api/", "/reference/")}`);
      if (!path.startsWith("/reference/")) return healthy;
      return docsReply({ method: "GET", path: `${DOCS_ROOT}${path.replace("/reference/", "/api/")}` });
    }),
  },
  {
    name: "docs-redirect-elsewhere",
    description: "The reference pages redirect to another host, which is not followed.", expect: ALL_PASSED,
    probes: ["chat", "responses", "docs"],
    fault: onDocs((path, healthy) => (path.startsWith("/api/") ? moved(`https://elsewhere.invalid${path}`) : healthy)),
  },
] as const satisfies readonly Scenario[];

/** Only what the deployed service answers. */
function application(fault: Fault): Fault {
  return (turn) => (turn.request.endpoint === "app" ? fault(turn) : turn.healthy);
}

function listing(...paths: readonly string[]): Reply {
  return whole(200, "text/plain; charset=utf-8", docsIndex(paths));
}

function moved(location: string): Reply {
  return { ...html(308, "Moved"), headers: { location, "content-length": "0" }, pieces: [] };
}

/** Only what is asked of the documentation; `path` is the part below its root. */
function onDocs(reply: (path: string, healthy: Reply) => Reply): Fault {
  return ({ request, healthy }) =>
    request.endpoint === "docs" ? reply(request.path.slice(DOCS_ROOT.length), healthy) : healthy;
}
