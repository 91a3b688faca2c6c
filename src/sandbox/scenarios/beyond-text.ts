import type { JsonObject } from "../../text/json.ts";
import { docsIndex, docsReply } from "../docs.ts";
import { modelNotServing } from "../errors.ts";
import { ALL_PASSED, type Fault, hold, rollback, type ScenarioRows, unstreamed, upstream } from "../fault.ts";
import { answer, catalogue, outputFor } from "../healthy.ts";
import { SANDBOX_MODEL } from "../model.ts";
import { html, type Reply, whole } from "../reply.ts";
import { type ApiRequest, DOCS_ROOT, isAuthorized, itemsOf } from "../request.ts";

/** A feature that was named and is not there: absence of evidence is a hold (decision.md, "Order of the decision"). */
const NOT_SHOWN = hold("insufficient-evidence");

/** The features beyond plain text that a request may ask for. */
type Feature = "tools" | "images" | "state";

/**
 * Scenarios about what is there beside plain text: features of a model, the model list, and the documentation,
 * whose scenarios need the sandbox's pages in `docs:`.
 */
// biome-ignore format: a table reads by its rows, not by one field a line
export const BEYOND_TEXT = {
  "public-catalogue": [
    "Every feature works; the model list has the public catalogue's shape.", ALL_PASSED, modelList([SANDBOX_MODEL]),
    ["chat", "models", "chat-tools", "responses-tools", "chat-image", "responses-image", "responses-state"],
  ],
  "model-not-listed": [
    "The model list leaves out the configured model, which answers all the same.", ALL_PASSED,
    modelList(["another-model"]), ["chat", "models"],
  ],
  "no-tools": [
    "The model has no function calling: 400 that names tools; everything else works.", NOT_SHOWN, without("tools"),
    ["chat", "chat-tools", "responses-tools"],
  ],
  "no-images": [
    "The model takes no images: 400 that names the content part; everything else works.", NOT_SHOWN, without("images"),
    ["chat", "chat-image", "responses-image"],
  ],
  "no-state": [
    "The channel stores nothing: 400 that names previous_response_id; everything else works.", NOT_SHOWN,
    without("state"), ["responses", "responses-state"],
  ],
  "tools-broken": [
    "The model calls the function, but the JSON of the arguments is cut in half.", rollback("response-contract"),
    unstreamed(({ request, healthy }) => {
      const output = outputFor(request);
      if (output.call === undefined) return healthy;
      const { name, arguments: whole } = output.call;
      return answer(request, { ...output, call: { name, arguments: whole.slice(0, whole.length / 2) } });
    }),
    ["chat", "chat-tools", "responses-tools"],
  ],
  "docs-down": [
    "The documentation answers 503 for every page and for its index; the API is well.", ALL_PASSED,
    onDocs(() => html(503, "Service Unavailable")), ["chat", "responses", "docs"],
  ],
  "docs-page-left-index": [
    "The docs index no longer lists the reference page of Responses.", hold("contract-drift"),
    onDocs((path, healthy) => (path === "/llms.txt" ? pageList("/api/text/chat") : healthy)),
    ["chat", "responses", "docs"],
  ],
  "docs-redirect": [
    "The reference pages moved: redirects within the host lead to them, and the index lists them.", ALL_PASSED,
    onDocs((path, healthy) => {
      if (path === "/llms.txt") return pageList("/reference/text/chat", "/reference/text/responses");
      if (path.startsWith("/api/")) return moved(`${DOCS_ROOT}${path.replace("/api/", "/reference/")}`);
      if (!path.startsWith("/reference/")) return healthy;
      return docsReply({ method: "GET", path: `${DOCS_ROOT}${path.replace("/reference/", "/api/")}` });
    }),
    ["chat", "responses", "docs"],
  ],
  "docs-redirect-elsewhere": [
    "The reference pages redirect to another host, which is not followed.", ALL_PASSED,
    onDocs((path, healthy) => (path.startsWith("/api/") ? moved(`https://elsewhere.invalid${path}`) : healthy)),
    ["chat", "responses", "docs"],
  ],
} satisfies ScenarioRows;

/** The authenticated list in the shape of the public catalogue. */
function modelList(ids: readonly string[]): Fault {
  return ({ request, healthy }) => (request.endpoint === "models" && isAuthorized(request) ? catalogue(ids) : healthy);
}

/** The model has no such feature: a 400 in an upstream's own words. */
function without(feature: Feature): Fault {
  return upstream(({ request, healthy }) => {
    const field = fieldOf(request, feature);
    return field === null ? healthy : modelNotServing(field);
  });
}

/** The member of a request that asks for the feature. */
function fieldOf(request: ApiRequest, feature: Feature): string | null {
  if (feature === "tools") return request.body?.tools === undefined ? null : "tools";
  if (feature === "state") return request.body?.previous_response_id === undefined ? null : "previous_response_id";
  const kind = request.endpoint === "responses" ? "input_image" : "image_url";
  const parts = itemsOf(request).flatMap((item) => (Array.isArray(item.content) ? (item.content as JsonObject[]) : []));
  return parts.some((part) => part?.type === kind) ? kind : null;
}

function pageList(...paths: readonly string[]): Reply {
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
