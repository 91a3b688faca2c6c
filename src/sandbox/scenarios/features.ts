import { ALL_PASSED, type Fault, type Scenario, unstreamed, upstream } from "../fault.ts";
import { type Feature, withoutFeature } from "../features.ts";
import { answer, catalogue, outputFor } from "../healthy.ts";
import { SANDBOX_MODEL } from "../model.ts";
import { isAuthorized } from "../request.ts";

/** A feature that was named and is not there: absence of evidence is a hold (decision.md, "Order of the decision"). */
const NOT_SHOWN = { decision: "hold", trigger: "insufficient-evidence" } as const;

/** Scenarios about what a model may or may not have beyond plain text, and about the model list. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const FEATURES = [
  {
    name: "public-catalogue", description: "Every feature works; the model list has the public catalogue's shape.",
    expect: ALL_PASSED,
    probes: ["chat", "models", "chat-tools", "responses-tools", "chat-image", "responses-image", "responses-state"],
    fault: listing([SANDBOX_MODEL]),
  },
  {
    name: "model-not-listed",
    description: "The model list leaves out the configured model, which answers all the same.", expect: ALL_PASSED,
    probes: ["chat", "models"], fault: listing(["another-model"]),
  },
  {
    name: "no-tools", description: "The model has no function calling: 400 that names tools; everything else works.",
    expect: NOT_SHOWN, probes: ["chat", "chat-tools", "responses-tools"], fault: without("tools"),
  },
  {
    name: "no-images",
    description: "The model takes no images: 400 that names the content part; everything else works.",
    expect: NOT_SHOWN, probes: ["chat", "chat-image", "responses-image"], fault: without("images"),
  },
  {
    name: "no-state",
    description: "The channel stores nothing: 400 that names previous_response_id; everything else works.",
    expect: NOT_SHOWN, probes: ["responses", "responses-state"], fault: without("state"),
  },
  {
    name: "tools-broken", description: "The model calls the function, but the JSON of the arguments is cut in half.",
    expect: { decision: "rollback", trigger: "response-contract" }, probes: ["chat", "chat-tools", "responses-tools"],
    fault: unstreamed(({ request, healthy }) => {
      const output = outputFor(request);
      if (output.call === undefined) return healthy;
      const { name, arguments: whole } = output.call;
      return answer(request, { ...output, call: { name, arguments: whole.slice(0, whole.length / 2) } });
    }),
  },
] as const satisfies readonly Scenario[];

/** The authenticated list in the shape of the public catalogue. */
function listing(ids: readonly string[]): Fault {
  return ({ request, healthy }) => (request.endpoint === "models" && isAuthorized(request) ? catalogue(ids) : healthy);
}

function without(feature: Feature): Fault {
  return upstream(({ request, healthy }) => withoutFeature(request, feature) ?? healthy);
}
