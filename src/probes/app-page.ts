import { type AppRoute, isForm } from "../evidence/app.ts";
import type { Answer } from "../http/types.ts";
import { parseJson } from "../text/json.ts";
import { isFromEdge, isHtml } from "./refused.ts";

/**
 * Whether an HTML page may be the answer of a route. `refused`: it asks for JSON, or sends it.
 * `unless-sign-in`: nothing says what comes, as where the front page is asked. `allowed`: a page is asked for.
 */
type PageOn = "refused" | "unless-sign-in" | "allowed";

/** What a route says about pages, by what it expects and accepts. */
export function pageOn({ headers, body, expect, stream }: AppRoute): PageOn {
  const { "": text, ...members } = expect.pointers;
  if (Object.keys(members).length > 0 || expect.fallbackPointer !== null || stream !== undefined) return "refused";
  const accept = headers.find(({ name }) => name.toLowerCase() === "accept")?.value.toLowerCase();
  if (text !== undefined || accept?.includes("html") === true || expectsHtml(expect.headers["content-type"]))
    return "allowed";
  // Whoever sends JSON asks an interface, whoever sends a form may ask a page.
  if (accept === undefined) return typeof body === "object" && !isForm(headers) ? "refused" : "unless-sign-in";
  return /\*\/\*|text\/\*/.test(accept) ? "unless-sign-in" : "refused";
}

function expectsHtml(contentType: AppRoute["expect"]["headers"][string] | undefined): boolean {
  return contentType !== undefined && /html/i.test(JSON.stringify(contentType));
}

/** Whose a page is that came in place of an answer; null: it is no page, or one that may come. */
type PageSaid = "of-a-wall" | "of-the-service" | null;

/**
 * Whose page a success is: a wall in front of the service (an identity proxy, a bot check), which did not let this runner in,
 * or the service's own where none is right, as the start page of a web application is for a route that is not there.
 */
export function pageSaid(answer: Answer, route: AppRoute): PageSaid {
  if (isFromEdge(answer) || WALL_HEADERS.some((name) => name in answer.headers)) return "of-a-wall";
  // JSON is no page, whatever a framework calls it by default.
  if (!isHtml(answer) || parseJson(answer.text) !== undefined) return null;
  if (WALL.test(answer.text)) return "of-a-wall";
  const on = pageOn(route);
  if (on === "allowed") return null;
  const asked = on === "unless-sign-in" && SIGN_IN.test(route.path);
  if (!asked && asksWho(answer.text, route.origin)) return "of-a-wall";
  return on === "refused" ? "of-the-service" : null;
}

/** Whether a page asks who is there: by its title, a password, or by where it leads. */
function asksWho(page: string, origin: string): boolean {
  const [title = "", refresh, action] = [TITLE, REFRESH, ACTION].map((form) =>
    form.exec(page)?.[1]?.replaceAll("&amp;", "&"),
  );
  if (WALL_TITLE.test(title.trim()) || PASSWORD_FIELD.test(page)) return true;
  if (refresh !== undefined && leadsToSignIn(refresh, origin)) return true;
  return action !== undefined && SIGN_IN.test(URL.parse(action, origin)?.pathname ?? "");
}

const TITLE = /<title[^>]{0,200}>([^<]{0,300})/i;
const REFRESH = /<meta\b[^>]{0,200}\brefresh\b[^>]{0,200}\burl=\s*["']?([^"'>\s]{1,2048})/i;
const ACTION = /<form\b[^>]{0,500}\baction=["']?([^"'>\s]{1,2048})/i;

/** Headers of what answers in place of a service: Google's IAP. */
const WALL_HEADERS = ["x-goog-iap-generated-response"];

/**
 * What only the page of a wall holds, even where a page is right: a SAML or WS-Federation form that posts itself, the checks
 * of Imperva, Anubis and go-away, the flows of authentik and Keycloak. What walls also put into the pages that they let
 * through (scripts of Cloudflare, Imperva and AWS) says nothing.
 */
const WALL = new RegExp(
  [
    String.raw`\bname=["']?(?:SAMLRequest|SAMLResponse|RelayState|wresult)\b`,
    String.raw`<iframe\b[^>]{0,500}_Incapsula_Resource`,
    String.raw`/\.within\.website/x/cmd/anubis|/go-away/cmd/`,
    String.raw`<ak-flow-executor\b|\bid=["']kc-form-login["']`,
  ].join("|"),
  "i",
);

const PASSWORD_FIELD = /<input\b[^>]{0,500}\btype=["']?password\b/i;

/**
 * Titles that do nothing but ask who is there, or whether it is a person, with the name of the service before or behind. A title
 * that only speaks of signing in is that of a manual or of the service.
 */
const WALL_TITLE =
  /(?:^|[|·:–—-]\s{0,3})(?:please )?(?:(?:sign|log)[ -]?in(?: to (?:your|continue|proceed|access)\b[^|·:–—-]{0,80})?|single sign[ -]on|(?:authentication|password|login) required|access denied|attention required!?|just a moment(?:\.{3}|…)?|(?:confirm|prove|verify(?:ing)?) (?:that )?you(?: are|'re) [\w ]{0,30}|are you (?:a )?(?:human|robot)\??|checking your browser[\w .]{0,40}|security check)\s{0,3}(?:$|[|·:–—]|-\s)/i;

/** Paths to which a service sends whoever is not signed in. */
const SIGN_IN = /(?:^|[/._-])(?:log[-_]?in|sign[-_]?in|sessions?\/new|sso|saml|oauth2?|auth|authorize)(?:[/._?-]|$)/i;

/** Whether an address, of a redirect or in a page, leads to another host, or to a page to sign in. */
export function leadsToSignIn(location: string, origin: string): boolean {
  const target = URL.parse(location, origin);
  return target !== null && (target.host !== URL.parse(origin)?.host || SIGN_IN.test(target.pathname));
}
