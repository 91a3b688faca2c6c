/**
 * Rollouts as teams have them, over real sockets, through the whole gate from its sources: would the person who follows
 * the first step be right (decision.md, "Has the release arrived?")?
 */
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { serving } from "../http/wire.ts";
import { type Workspace, workspace } from "../modes/workspace.ts";
import { answer, endpoint } from "../run/endpoint.ts";
import { inputsOf, NEW, OLD, order, recorded, steps } from "./release.ts";

let here: Workspace;
beforeEach(() => {
  here = workspace();
});
afterEach(() => here.remove());

/** What somebody says in the service's place, or the service itself of this version. */
type Said = { readonly version: string | null } | { readonly status: number; readonly page: string };

const old: Said = { version: OLD };
const current: Said = { version: NEW };
const gatewayDown: Said = { status: 502, page: "<!doctype html><title>502 Bad Gateway</title>" };
const starting: Said = { status: 200, page: "<!doctype html><title>Starting</title>" };
const overloaded: Said = { status: 503, page: "" };

/** A service whose nth answer, from 1, is this; it says its version where teams put it. */
function service(said: (n: number) => Said) {
  let asked = 0;
  return serving((_incoming, response) => {
    const each = said(++asked);
    if ("page" in each) {
      response.writeHead(each.status, { "content-type": "text/html" }).end(each.page);
      return;
    }
    const headers = each.version === null ? {} : { "x-app-version": each.version, "x-release": each.version };
    const body = {
      reply: "OK",
      request_id: "r-1",
      ...(each.version === null ? {} : { meta: { image: each.version } }),
    };
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
}

/** In turns: first this, then that, and so on. */
const turns =
  (...all: readonly Said[]) =>
  (n: number) =>
    all[(n - 1) % all.length] as Said;

/** Each of these once, then the last one for ever. */
const settling =
  (...all: readonly Said[]) =>
  (n: number) =>
    all[Math.min(n, all.length) - 1] as Said;

const RELEASE_VERSION = { release: "deployment-version" };
const BY_HEADER = { headers: { "x-app-version": RELEASE_VERSION } };
const READY = { within: "10s", every: "50ms" };

/** The gate file of a release `NEW` whose service answers there. */
function gateFile(url: string, { expect: expected = BY_HEADER as object, ...more }: Readonly<Record<string, object>>) {
  here.write("gate.yml", {
    version: 1,
    sampling: { settle: "50ms" },
    release: { "deployment-version": NEW },
    probes: { app: { url: `${url}/api/chat`, method: "POST", body: { message: "{{prompt}}" }, expect: expected } },
    ...more,
  });
}

interface Rollout {
  readonly service: (n: number) => Said;
  /** Of the gate file; `expect` is what the route is expected to say. */
  readonly gate?: Readonly<Record<string, object>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly order: readonly string[];
  /** What the first step says. */
  readonly firstStep: RegExp;
  readonly reason?: RegExp;
}

const SHIP = /^Ship 2026\.11\.20-1, then verify/;
const NOTHING_TO_DO = /^Nothing to do: what serves users passes/;
/** Nobody is sent to restore anything. */
const WAIT = /^(?!.*[Rr]oll back)(?!Go back)/;
const INCOMPLETE = ["hold", "rollout-incomplete", "false"];
const PROCEED = ["proceed", "all-passed", "false"];
const LIVE = { live: "true" };
const RESTORED = { mode: "verify-rollback", live: "true" };

const ROLLOUTS: Readonly<Record<string, Rollout>> = {
  "old pods among new ones": {
    service: turns(current, old),
    inputs: LIVE,
    order: INCOMPLETE,
    firstStep: WAIT,
    reason: /2 of 5 answers came from 2026\.11\.13-4, not from 2026\.11\.20-1/,
  },
  "old pods among new ones, waited for": {
    service: settling(current, old, current, current, old, old, current),
    gate: { ready: READY },
    order: PROCEED,
    firstStep: SHIP,
  },
  "the old version alone, which is the known-good": {
    service: () => old,
    inputs: LIVE,
    order: INCOMPLETE,
    firstStep: WAIT,
    reason: /that is the known-good release, so nothing needs restoring/,
  },
  "a service that never says a version": {
    service: () => ({ version: null }),
    inputs: LIVE,
    order: INCOMPLETE,
    firstStep: WAIT,
    reason: /5 of 5 answers do not say in x-app-version that they come from 2026.11.20-1/,
  },
  "a service that never says a version, and nobody expects one": {
    service: settling(overloaded, starting, gatewayDown, { version: null }),
    gate: { ready: READY, expect: { status: 200 } },
    order: PROCEED,
    firstStep: SHIP,
  },
  "a version under another header name": {
    service: settling(old, old, current),
    gate: { ready: READY, expect: { headers: { "x-release": RELEASE_VERSION } } },
    order: PROCEED,
    firstStep: SHIP,
  },
  "a version in the body": {
    service: () => old,
    gate: { expect: { pointers: { "/meta/image": RELEASE_VERSION } } },
    order: INCOMPLETE,
    firstStep: WAIT,
    reason: /not from 2026\.11\.20-1/,
  },
  "a release that crashes on start": {
    service: () => gatewayDown,
    gate: { ready: { within: "400ms", every: "50ms" } },
    inputs: LIVE,
    order: ["hold", "not-ready", "false"],
    firstStep: WAIT,
  },
  "a 502 from the load balancer only while old pods drain": {
    service: turns(old, gatewayDown, current, gatewayDown, gatewayDown),
    inputs: LIVE,
    order: INCOMPLETE,
    firstStep: WAIT,
  },
  "a 502 from the load balancer only while old pods drain, waited for": {
    service: settling(old, gatewayDown, current, gatewayDown, current, old, gatewayDown, current),
    gate: { ready: READY },
    inputs: LIVE,
    order: PROCEED,
    firstStep: NOTHING_TO_DO,
  },
  "a new version that answers 502 itself, every time": {
    service: () => gatewayDown,
    inputs: LIVE,
    order: ["rollback", "error-rate", "true"],
    firstStep: /^Roll back now/,
  },
  "the known-good restored while the bad one drains": {
    service: turns(old, current),
    inputs: RESTORED,
    order: INCOMPLETE,
    firstStep: WAIT,
    reason: /not rolled back yet: 2 of 5 answers came from 2026\.11\.20-1, not from 2026\.11\.13-4/,
  },
  "the known-good restored, and the bad one waited for until it is gone": {
    service: settling(current, gatewayDown, current, gatewayDown, old),
    gate: { ready: READY },
    inputs: RESTORED,
    order: PROCEED,
    firstStep: /^The rollback worked: 2026\.11\.13-4 passes/,
  },
};

describe("a rollout", () => {
  it.each(Object.entries(ROLLOUTS))("%s", async (_name, rollout) => {
    await using provider = await endpoint(answer);
    await using app = await service(rollout.service);
    recorded(here, provider);
    gateFile(app.url, rollout.gate ?? {});
    const result = await here.run(inputsOf(provider, rollout.inputs));
    expect(order(result)).toEqual(rollout.order);
    expect(steps(result)[0]).toMatch(rollout.firstStep);
    expect(result.outputs.reason).toMatch(rollout.reason ?? /./);
  });

  it("that starts slowly: nobody listens, then 503, then the load balancer's page, then the release", async () => {
    await using provider = await endpoint(answer);
    const place = await service(() => current);
    const { port } = place;
    await place[Symbol.asyncDispose]();
    recorded(here, provider);
    gateFile(place.url, { ready: READY });
    const run = here.run(inputsOf(provider, LIVE));
    await setTimeout(300);
    let asked = 0;
    const late = createServer((_incoming, response) => {
      const each = settling(overloaded, starting, gatewayDown, current)(++asked);
      if ("page" in each) response.writeHead(each.status, { "content-type": "text/html" }).end(each.page);
      else response.writeHead(200, { "x-app-version": NEW, "content-type": "application/json" }).end('{"id":"1"}');
    }).listen(port, "127.0.0.1");
    try {
      const result = await run;
      expect(order(result)).toEqual(PROCEED);
      expect(steps(result)[0]).toMatch(NOTHING_TO_DO);
      expect(result.evidence.arrival).toMatchObject({ result: "ready" });
    } finally {
      late.closeAllConnections();
      late.close();
    }
  });

  it("that ended while the only route was judged, which names the version where it passes", async () => {
    await using provider = await endpoint(answer);
    await using app = await service(settling(gatewayDown, gatewayDown, gatewayDown, current));
    recorded(here, provider);
    const route = { url: `${app.url}/health`, expect: BY_HEADER };
    gateFile(app.url, { probes: { app: route } });
    const result = await here.run(inputsOf(provider, LIVE));
    expect(order(result)).toEqual(INCOMPLETE);
    expect(result.outputs.reason).toMatch(/app failed without saying which version answered, and passes since/);
    expect(steps(result).join("\n")).toMatch(/Run the gate again: what failed passes now/);
    expect(steps(result).join("\n")).not.toMatch(/Roll back|Look at the rollout/);
  });

  it("that never ends holds, says how long was waited, and asks the provider nothing", async () => {
    await using provider = await endpoint(answer);
    await using app = await service(turns(current, old));
    recorded(here, provider);
    gateFile(app.url, { ready: { within: "400ms", every: "50ms" } });
    const result = await here.run(inputsOf(provider, LIVE));
    expect([result.outputs["reason-code"], result.outputs["rollback-needed"]]).toEqual(["rollout-incomplete", "false"]);
    expect(result.outputs.reason).toMatch(/after (?:less than a second|\d+s) of waiting/);
    expect(steps(result)[0]).toMatch(WAIT);
    expect(provider.received).toEqual([]);
  });
});

/** What the rest of the service says of its version, by the number of the question, while its chat answers so. */
interface SilentRoute {
  readonly version: (n: number) => string;
  /** Its status, always or by the number of the question. */
  readonly chat: number | ((n: number) => number);
  /** Of the gate file. */
  readonly gate: (url: string) => Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly order: readonly string[];
  readonly reason: RegExp;
}

/** The new version until the release is judged, and from then on in turns with the old one. */
const mixedAfter = (first: number) => (n: number) => (n <= first || n % 3 > 0 ? NEW : OLD);
const newAlone = () => NEW;
const failingFirst = (count: number, status: number) => (n: number) => (n <= count ? status : 200);
const VERSION = { pointers: { "/version": RELEASE_VERSION } };
const CHAT = { name: "chat", body: { message: "{{prompt}}" }, expect: { pointers: { "/reply": "string" } } };
const byReady = (url: string) => ({
  ready: { ...READY, url: `${url}/version`, expect: VERSION },
  probes: { app: { ...CHAT, url: `${url}/api/chat` } },
});
const byRoute = (url: string) => ({
  probes: {
    app: [
      { name: "version", url: `${url}/version`, expect: VERSION },
      { ...CHAT, url: `${url}/api/chat` },
    ],
  },
});
const byJob = (url: string) => ({
  ...byReady(url),
  probes: {
    app: { ...CHAT, url: `${url}/api/chat`, until: { within: "2s", every: "50ms", at: "location" } },
  },
});
const byNobody = (url: string) => ({ probes: { app: { ...CHAT, url: `${url}/api/chat` } } });
const ROLLED_BACK = ["rollback", "app-behaviour", "true"];

const SILENT_ROUTES: Readonly<Record<string, SilentRoute>> = {
  "fails, and what was waited for names the old version too when it is asked again": {
    version: mixedAfter(3),
    chat: 404,
    gate: byReady,
    order: INCOMPLETE,
    reason:
      /[34] of 10 answers came from 2026\.11\.13-4, not from 2026\.11\.20-1, when the service was asked again because app:chat failed without saying which version answered/,
  },
  "ends in 5xx while old pods answer": {
    version: mixedAfter(3),
    chat: 503,
    gate: byReady,
    order: INCOMPLETE,
    reason: /asked again because app:chat failed/,
  },
  "fails, and another route names the old version when it is asked again": {
    version: mixedAfter(5),
    chat: 404,
    gate: byRoute,
    order: INCOMPLETE,
    reason: /asked again because app:chat failed/,
  },
  "fails after a rollback while the bad version still answers": {
    version: (n) => (mixedAfter(3)(n) === NEW ? OLD : NEW),
    chat: 404,
    gate: byReady,
    inputs: RESTORED,
    order: INCOMPLETE,
    reason: /not rolled back yet: [34] of 10 answers came from 2026\.11\.20-1/,
  },
  "failed, and passes since the version under test alone answers": {
    version: newAlone,
    chat: failingFirst(2, 404),
    gate: byReady,
    order: INCOMPLETE,
    reason: /app:chat failed without saying which version answered, and passes since: the rollout may have ended/,
  },
  "ended in 5xx, and passes since": {
    version: newAlone,
    chat: failingFirst(3, 503),
    gate: byRoute,
    order: INCOMPLETE,
    reason: /app:chat failed without saying which version answered, and passes since/,
  },
  "began jobs that failed, and passes since": {
    version: newAlone,
    chat: failingFirst(2, 404),
    gate: byJob,
    order: INCOMPLETE,
    reason: /app:chat failed without saying which version answered, and passes since/,
  },
  "failed after a rollback, and passes since": {
    version: () => OLD,
    chat: failingFirst(2, 404),
    gate: byReady,
    inputs: RESTORED,
    order: INCOMPLETE,
    reason: /app:chat failed without saying which version answered, and passes since/,
  },
  "failed, and fails now and then when it is asked again: the rollback stands": {
    version: newAlone,
    chat: (n) => (n <= 2 || n % 5 === 0 ? 404 : 200),
    gate: byReady,
    order: ROLLED_BACK,
    reason: /app:chat/,
  },
  "fails, and the version under test alone answers: the rollback stands": {
    version: newAlone,
    chat: 404,
    gate: byReady,
    order: ROLLED_BACK,
    reason: /app:chat/,
  },
  "fails, and nothing names a version: the rollback stands": {
    version: newAlone,
    chat: 404,
    gate: byNobody,
    order: ROLLED_BACK,
    reason: /app:chat/,
  },
};

describe("a route that does not say which version answered", () => {
  it.each(Object.entries(SILENT_ROUTES))("%s", async (_name, silent) => {
    await using provider = await endpoint(answer);
    let [asked, chats] = [0, 0];
    await using app = await serving((incoming, response) => {
      const isChat = incoming.url === "/api/chat";
      const status = typeof silent.chat === "number" ? silent.chat : silent.chat(isChat ? ++chats : 0);
      const said = status === 200 ? { reply: "OK" } : { message: "no such route" };
      response.writeHead(isChat ? status : 200, { "content-type": "application/json", location: "/jobs/1" });
      const body = incoming.url === "/version" ? { version: silent.version(++asked) } : { reply: "OK" };
      response.end(JSON.stringify(isChat ? said : body));
    });
    recorded(here, provider);
    gateFile(app.url, { ...(silent.gate(app.url) as Readonly<Record<string, object>>) });
    const result = await here.run(inputsOf(provider, silent.inputs ?? LIVE));
    expect(order(result)).toEqual(silent.order);
    expect(result.outputs.reason).toMatch(silent.reason);
    if (silent.order === INCOMPLETE) expect(steps(result)[0]).toMatch(WAIT);
  });
});

describe("the restore job to copy", () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["as the runner calls it", { GITHUB_ACTION_REPOSITORY: "octo/gate", GITHUB_ACTION_REF: "v1.2" }, "octo/gate@v1.2"],
    [
      "as the matrix workflow calls it",
      { RELEASE_GATE_ACTION: `octo/gate@${"a".repeat(40)}` },
      `octo/gate@${"a".repeat(40)}`,
    ],
    ["with a word to replace where nobody says it", {}, "OWNER/cometapi-release-gate@v1"],
    [
      "with that word where what is said is no name",
      { RELEASE_GATE_ACTION: "x\n- run: y" },
      "OWNER/cometapi-release-gate@v1",
    ],
  ])("names the gate %s", async (_, env, name) => {
    await using provider = await endpoint(answer);
    await using app = await service(() => gatewayDown);
    recorded(here, provider);
    gateFile(app.url, {});
    const { summary } = await here.run(inputsOf(provider, LIVE), { env });
    expect(summary).toMatch(new RegExp(`uses: ${name.replaceAll(".", "\\.")}$`, "m"));
  });
});
