import type { Asked } from "./asked.ts";
import { json, type Reply } from "./reply.ts";

/** A CometAPI error without `param`, as the layers before the relay write it (contracts.md 1.2 and 1.6). */
export function frontError(asked: Asked, status: number, code: string, message: string): Reply {
  return json(status, { error: { code, message: withId(asked, message), type: "comet_api_error" } });
}

/** A CometAPI error with all four documented fields, as the relay writes it (contracts.md 1.2). */
export function relayError(asked: Asked, status: number, code: string, message: string, param = ""): Reply {
  return json(status, { error: { message: withId(asked, message), type: "comet_api_error", param, code } });
}

/** No key, or not the sandbox's: 401 before anything else is looked at (contracts.md 1.2). */
export function invalidToken(asked: Asked): Reply {
  return frontError(asked, 401, "", "Invalid token");
}

/** A path below `/v1` that does not exist, or not with this method (contracts.md 1.2). */
export function invalidUrl(asked: Asked): Reply {
  const message = `Invalid URL (${asked.method} ${asked.path})`;
  return json(404, { error: { message, type: "invalid_request_error", param: "", code: "" } });
}

/** A model that no channel serves: 503, and only the code tells that it is not an outage (contracts.md 1.2). */
export function modelNotFound(asked: Asked): Reply {
  const message = `no available channel for group default and model ${asked.model} (distributor)`;
  return frontError(asked, 503, "model_not_found", message);
}

/** A field that this endpoint does not know, in the upstream's own words (contracts.md 2.1). */
export function unknownParameter(name: string): Reply {
  const message = `Unknown parameter: '${name}'.`;
  return json(400, { error: { message, type: "invalid_request_error", param: name, code: "unknown_parameter" } });
}

/** A feature that the model behind this channel does not have, in the upstream's own words (contracts.md 2.1). */
export function modelNotServing(field: string): Reply {
  const message = `'${field}' is not supported with this model.`;
  return json(400, { error: { message, type: "invalid_request_error", param: field, code: "unsupported_parameter" } });
}

function withId(asked: Asked, message: string): string {
  return `${message} (request id: ${asked.requestId})`;
}
