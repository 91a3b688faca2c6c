/** An HTML page behind a success: whose it is, and when it may be the answer. */
import { describe, expect, it } from "@jest/globals";
import type { AppRoute } from "../../src/evidence/app.ts";
import { header, outcomeOf, type RouteParts, routeAt, send, serviceOf } from "./app-service.ts";

const page = (title: string, body = "", head = "") =>
  `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;

/** Pages of real kinds, each written anew. */
const PAGES = {
  "the start page of a single-page application": page(
    "Acme",
    '<div id="root"></div><script type="module" src="/assets/index.js"></script><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
  ),
  "a page about the service": page(
    "Acme - shop",
    '<h1>Hello</h1><a href="/login">Sign in</a><form action="/search"><input name=q></form>',
  ),
  "the welcome page of a web server": page("Welcome to nginx!", "<h1>Welcome to nginx!</h1>"),
  "the sign-in page of a Rails application": page(
    "Acme",
    '<h2>Log in</h2><form class="new_user" action="/users/sign_in" method="post"><input type="email" name="user[email]"><input autocomplete="current-password" type="password" name="user[password]"></form>',
  ),
  "the password page of a preview": page("Acme", '<form method="post"><input name="p" type=password></form>'),
  "the sign-in page of an oauth2-proxy": page(
    "Welcome back",
    '<form method="GET" action="/oauth2/start?rd=%2F"><button type="submit">Sign in with OpenID Connect</button></form>',
  ),
  "a SAML form that posts itself": page(
    "Working...",
    '<form method="POST" action="https://idp.acme.example/sso"><input type="hidden" name="SAMLRequest" value="PHNhbWw"/><input type="hidden" name="RelayState" value="x"/></form>',
  ),
  "the flow of authentik": page("authentik", "<ak-flow-executor></ak-flow-executor>"),
  "the portal of Authelia": page("Login - Authelia", '<div id="root"></div>'),
  "a page that hands on to sign in": page(
    "Redirecting",
    "",
    '<meta http-equiv="refresh" content="0; url=/accounts/login/?next=/api">',
  ),
  "a page that hands on to another host": page(
    "",
    "",
    '<meta http-equiv="refresh" content="0;url=https://id.acme.example/">',
  ),
  "the check of Anubis": page(
    "Making sure you&#39;re not a bot!",
    '<script src="/.within.website/x/cmd/anubis/static/js/main.mjs"></script>',
  ),
  "a check of Imperva": `<html><head></head><body><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9" width="100%"></iframe></body></html>`,
  "a page that waits": page("Just a moment..."),
} as const;

const WALLS = Object.keys(PAGES).slice(3) as (keyof typeof PAGES)[];
const OWN = Object.keys(PAGES).slice(0, 3) as (keyof typeof PAGES)[];

/** What a route that gets this page comes to. */
async function gets(body: string, route: RouteParts = {}, headers: Record<string, string> = {}) {
  await using target = await serviceOf((_, response) =>
    send(response, body, { type: "text/html; charset=utf-8", headers }),
  );
  return (await outcomeOf(routeAt(target.url, route))).words;
}

const JSON_ROUTE: RouteParts = {
  path: "/api/chat",
  body: { q: "x" },
  expect: { pointers: { "/reply": { kind: "type", type: "string" } } },
};
const HTML: Partial<AppRoute> = { headers: [header("Accept", "text/html")] };

describe("a page where JSON is declared", () => {
  it.each(OWN)("is the service's own fault when it is %s", async (name) => {
    expect(await gets(PAGES[name], JSON_ROUTE)).toBe("app-behaviour page-not-expected");
  });

  it.each(WALLS)("is a wall that did not let the runner in when it is %s", async (name) => {
    expect(await gets(PAGES[name], JSON_ROUTE)).toBe("blocked sign-in-page");
  });

  it("is declared by pointers, by an Accept, by a body of JSON, or by the mark of the fallback", async () => {
    const own = PAGES[OWN[0] as keyof typeof PAGES];
    for (const route of [
      { headers: [header("accept", "application/json")] },
      { body: { q: "x" } },
      { expect: { fallbackPointer: "/meta/f" } },
      { expect: { pointers: { "/ok": { kind: "equals", value: true } } } },
    ] as const)
      expect(await gets(own, route)).toBe("app-behaviour page-not-expected");
  });

  it("is a sign-in page also at an address that is about signing in", async () => {
    const own = PAGES["the sign-in page of a Rails application"];
    expect(await gets(own, { ...JSON_ROUTE, path: "/api/auth/session" })).toBe("blocked sign-in-page");
  });

  it.each(["x-goog-iap-generated-response", "cf-mitigated", "x-amzn-waf-action"])(
    "is a wall's by the header %s, whatever it shows",
    async (name) => {
      expect(await gets(PAGES["a page about the service"], JSON_ROUTE, { [name]: "true" })).toBe(
        "blocked sign-in-page",
      );
    },
  );
});

describe("the check of an edge", () => {
  const answeredWith = async (status: number, body: string, headers: Record<string, string> = {}) => {
    await using target = await serviceOf((_, response) =>
      send(response, body, { status, type: "text/html; charset=utf-8", headers }),
    );
    return (await outcomeOf(routeAt(target.url, JSON_ROUTE))).words.split(" ")[0];
  };

  it.each<[number, string, Record<string, string>]>([
    [405, page("Human Verification"), { "x-amzn-waf-action": "captcha" }],
    [405, page("Human Verification"), {}],
    [503, page("Just a moment..."), { "cf-mitigated": "challenge" }],
    [503, page("Just a moment..."), {}],
    [429, page("Vercel Security Checkpoint"), { "x-vercel-mitigated": "challenge" }],
    [200, page("", '<div id="root" data-payload="ERR_NGROK_6024"></div>'), {}],
    [200, page("You are about to visit"), { "ngrok-error-code": "ERR_NGROK_6024" }],
    [404, page("Pardon Our Interruption"), {}],
    [200, page("Internet Security by Zscaler"), {}],
    [200, page("Web Filter Violation"), {}],
    [503, page("Web Page Blocked"), {}],
    [403, page("ERROR: The requested URL could not be retrieved"), {}],
    [403, page("No"), { "x-squid-error": "ERR_ACCESS_DENIED 0" }],
    [503, page("ERROR: The requested URL could not be retrieved"), { "x-squid-error": "ERR_DNS_FAIL 0" }],
    [200, page("Netskope - Page Blocked"), {}],
    [403, page("Sophos Web Appliance: Access Denied"), {}],
    [200, page("Check Point UserCheck"), {}],
    [511, page("Please log in"), {}],
  ])("let the runner not in, with %i", async (status, body, headers) => {
    expect(await answeredWith(status, body, headers)).toBe("blocked");
  });

  it.each<[number, string, string, Record<string, string>]>([
    [503, "503 Service Temporarily Unavailable", "provider-5xx", {}],
    [503, "Just a moment, we are coming back", "provider-5xx", {}],
    [405, "405 Not Allowed", "app-behaviour", {}],
    [500, "Access to blocked accounts", "provider-5xx", {}],
    [500, "Access blocked accounts", "provider-5xx", {}],
    [200, "Site blocked words: settings", "app-behaviour", {}],
    [200, "Netskope integration", "app-behaviour", {}],
    [200, "Sophos Web Appliance: alert rules", "app-behaviour", {}],
    [503, "ERROR: The requested URL could not be retrieved", "provider-5xx", {}],
    [503, "Down", "provider-5xx", { "x-squid-error": "ERR_CONNECT_FAIL 111" }],
    [504, "Slow", "provider-5xx", { "x-squid-error": "ERR_READ_TIMEOUT 0" }],
    [503, "Error: 503", "provider-5xx", {}],
    [502, "ngrok", "provider-5xx", { "ngrok-error-code": "ERR_NGROK_8012" }],
  ])("is not every page with %i: %s", async (status, title, category, headers) => {
    expect(await answeredWith(status, page(title), headers)).toBe(category);
  });
});

describe("the title of a page", () => {
  it.each(["Sign in - Acme", "Acme | Log in", "Sign in to your account", "Authentication Required", "Access Denied"])(
    "asks who is there: %s",
    async (title) => {
      expect(await gets(page(title, '<div id="root"></div>'))).toBe("blocked sign-in-page");
    },
  );

  it.each([
    "How to sign in to the API - Acme docs",
    "Sign in with one click: Acme for shops",
    "Single sign-on for teams",
    "The login flow, explained",
    "Fixing “access denied” errors",
    "Security check-list for chat bots",
  ])("only speaks of it: %s", async (title) => {
    expect(await gets(page(title, "<h1>Acme</h1>"))).toBe("pass");
  });
});

describe("a page where nothing says what comes", () => {
  it.each(OWN)("passes when it is %s", async (name) => {
    expect(await gets(PAGES[name])).toBe("pass");
    expect(await gets(PAGES[name], { headers: [header("accept", "*/*")] })).toBe("pass");
  });

  it.each(WALLS)("never passes when it is %s", async (name) => {
    expect(await gets(PAGES[name])).toBe("blocked sign-in-page");
  });

  it("is what was asked for at a page to sign in", async () => {
    expect(await gets(PAGES["the sign-in page of a Rails application"], { path: "/users/sign_in" })).toBe("pass");
    expect(await gets(PAGES["a SAML form that posts itself"], { path: "/login" })).toBe("blocked sign-in-page");
  });

  it("may follow a form, as it does in a browser", async () => {
    const form = { headers: [header("content-type", "application/x-www-form-urlencoded")], body: { q: "x" } };
    expect(await gets(PAGES["a page about the service"], form)).toBe("pass");
  });
});

describe("a page that is asked for", () => {
  it.each([...OWN, "the sign-in page of a Rails application", "a page that hands on to sign in"] as const)(
    "passes when it is %s",
    async (name) => {
      expect(await gets(PAGES[name], HTML)).toBe("pass");
    },
  );

  it.each([
    "a SAML form that posts itself",
    "the check of Anubis",
    "a check of Imperva",
    "the flow of authentik",
  ] as const)("is a wall's all the same when it is %s", async (name) => {
    expect(await gets(PAGES[name], HTML)).toBe("blocked sign-in-page");
  });

  it("is asked for by what its text has to say, and by its declared type too", async () => {
    const own = PAGES["a page about the service"];
    const says = (value: string): RouteParts => ({ expect: { pointers: { "": { kind: "contains", value } } } });
    expect(await gets(own, says("<h1>Hello"))).toBe("pass");
    expect(await gets(own, says("Goodbye"))).toBe("app-behaviour pointer-not-expected");
    const typed: RouteParts = { expect: { headers: { "content-type": { kind: "contains", value: "text/html" } } } };
    expect(await gets(PAGES["the sign-in page of a Rails application"], typed)).toBe("pass");
  });
});

it("JSON is no page, whatever type a framework gives it", async () => {
  for (const type of ["text/html", "text/html; charset=utf-8"]) {
    await using target = await serviceOf((_, response) => send(response, '{"status":"ok"}', { type }));
    const expect_ = { pointers: { "/status": { kind: "equals", value: "ok" } } } as const;
    expect((await outcomeOf(routeAt(target.url, { expect: expect_ }))).words).toBe("pass");
  }
});
