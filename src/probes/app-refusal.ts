/** A success whose body says that whoever asked was not let in: GraphQL and services with an envelope of their own answer so. */
import { isObject, parseJson } from "../text/json.ts";

/** Codes of GraphQL servers for a request without a valid token: Apollo, Hot Chocolate, Hasura, AppSync. */
const NOT_LET_IN = /^(?:UNAUTHENTICATED|AUTH_NOT_AUTHENTICATED|invalid-jwt|UnauthorizedException)$/;

/** What an error of the provider says, whose own key was refused: that is no matter of who asked. */
const OF_A_PROVIDER = /api[ _-]?key|provider|upstream|model/i;

/** Whether nothing but a refusal is in the body: every error says so by its code, or the envelope says 401, and no data came. */
export function refusesInBody(text: string): boolean {
  const body = parseJson(text);
  if (!isObject(body) || (body.data ?? null) !== null || OF_A_PROVIDER.test(text)) return false;
  if (Array.isArray(body.errors)) return body.errors.length > 0 && body.errors.every(isRefusal);
  return [body.code, body.status, body.statusCode].some((code) => String(code) === "401") && body.success !== true;
}

function isRefusal(error: unknown): boolean {
  if (!isObject(error)) return false;
  const code = isObject(error.extensions) ? error.extensions.code : error.errorType;
  return typeof code === "string" && NOT_LET_IN.test(code);
}
