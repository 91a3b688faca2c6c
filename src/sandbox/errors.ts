import { json, type Reply } from "./reply.ts";
import type { ApiRequest } from "./request.ts";

/** A CometAPI error without `param`, as the layers before the relay write it (contracts.md 1.2 and 1.6). */
export function frontError(request: ApiRequest, status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message: withId(request, message), type: "comet_api_error" } });
}

/** A CometAPI error with all four documented fields, as the relay writes it (contracts.md 1.2). */
export function relayError(request: ApiRequest, status: number, code: string, message: string, param = ""): Reply {
  return json(status, { error: { message: withId(request, message), type: "comet_api_error", param, code } });
}

/** A 500 as the relay sends it when the upstream failed. */
export function upstreamError(request: ApiRequest): Reply {
  return relayError(request, 500, "do_request_failed", "upstream error");
}

/** No key, or not the sandbox's: 401 before anything else is looked at (contracts.md 1.2). */
export function invalidToken(request: ApiRequest): Reply {
  return frontError(request, 401, "", "Invalid token");
}

/** A path below `/v1` that does not exist, or not with this method (contracts.md 1.2). */
export function invalidUrl(request: ApiRequest): Reply {
  const message = `Invalid URL (${request.method} ${request.path})`;
  return json(404, { error: { message, type: "invalid_request_error", param: "", code: "" } });
}

/** A model that no channel serves: 503, and only the code tells that it is not an outage (contracts.md 1.2). */
export function modelNotFound(request: ApiRequest): Reply {
  const message = `no available channel for group default and model ${request.model} (distributor)`;
  return frontError(request, 503, "model_not_found", message);
}

/** A field that this endpoint does not know, in the upstream's own words (contracts.md 2.1). */
export function unknownParameter(param: string): Reply {
  return invalidRequest(`Unknown parameter: '${param}'.`, param, "unknown_parameter");
}

/** A feature that the model behind this channel does not have, in the upstream's own words (contracts.md 2.1). */
export function modelNotServing(param: string): Reply {
  return invalidRequest(`'${param}' is not supported with this model.`, param, "unsupported_parameter");
}

/** A model that is asked in the wrong family, in the upstream's own words: it names the model, and is not about it. */
export function otherFamily(): Reply {
  const message = "This model is only supported in v1/responses and not in v1/chat/completions.";
  return json(404, { error: { message, type: "invalid_request_error", param: "model", code: null } });
}

/** A 400 in the upstream's own words (contracts.md 2.1). */
export function invalidRequest(message: string, param: string, code: string): Reply {
  return json(400, { error: { message, type: "invalid_request_error", param, code } });
}

function withId(request: ApiRequest, message: string): string {
  return `${message} (request id: ${request.requestId})`;
}
