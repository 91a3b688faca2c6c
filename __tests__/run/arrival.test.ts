/** Waiting for the release over real sockets (decision.md, "Has the release arrived?"). */
import { describe, expect, it } from "@jest/globals";
import type { AppExpectations } from "../../src/evidence/app.ts";
import { isRolledOut } from "../../src/evidence/rollout.ts";
import { identify } from "../../src/evidence/run-identity.ts";
import { patienceLeft, waitForRelease } from "../../src/run/arrival.ts";
import { observe } from "../../src/run/observe.ts";
import type { ProgressEvent } from "../../src/run/session.ts";
import { DEFAULT_LIMITS } from "../../src/settings/policy/limits.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { serving } from "../http/wire.ts";
import { KEY, outcomes, probe, settings } from "./running.ts";

interface Said {
  readonly status?: number;
  readonly version?: string;
  readonly type?: string;
  readonly body?: string;
}

/** A service whose nth answer, from 1, is what `reply` says. */
async function service(reply: (n: number) => Said | "hang" | "reset") {
  let asked = 0;
  const listening = await serving((_incoming, response) => {
    asked++;
    const said = reply(asked);
    if (said === "hang") return;
    if (said === "reset") {
      response.socket?.destroy();
      return;
    }
    const { status = 200, version, type = "application/json", body = "{}" } = said;
    response.writeHead(status, {
      "content-type": type,
      ...(version === undefined ? {} : { "x-app-version": version }),
    });
    response.end(body);
  });
  return Object.assign(listening, { asked: () => asked });
}

const VERSION = { "x-app-version": { kind: "release", fact: "deployment-version" } } as const;

/** Settings of a release `v2` that is waited for at this address. */
function waiting(origin: string, headers: AppExpectations["headers"] = VERSION, withinMs = 5_000): Settings {
  return {
    ...settings("https://llm.example/v1", { release: { deploymentVersion: "v2" } }),
    ready: {
      withinMs,
      everyMs: 5,
      service: {
        name: null,
        origin,
        path: "/healthz",
        method: "GET",
        headers: [],
        expect: { status: null, headers, pointers: {}, fallbackPointer: null },
      },
    },
  };
}

/** What the wait came to, and what whoever watched it was told. */
async function waited(candidate: Settings, cancelled = new AbortController().signal) {
  const events: ProgressEvent[] = [];
  const arrival = await waitForRelease(candidate, identify(new Date()), cancelled, (event) => events.push(event));
  if (arrival === undefined) throw new Error("nothing was waited for");
  return { ...arrival, events };
}

describe("the release has arrived", () => {
  it("at once, where it answers as declared three times in a row", async () => {
    await using target = await service(() => ({ version: "v2" }));
    expect(await waited(waiting(target.url))).toMatchObject({
      result: "ready",
      requests: 3,
      last: { status: 200, category: null, versions: null },
      events: [],
    });
  });

  it("after refused connections, resets, errors, pages and the version before", async () => {
    const before: (Said | "reset")[] = [
      "reset",
      { status: 502, type: "text/html", body: "<html>bad gateway</html>" },
      { status: 503 },
      { status: 404 },
      { version: "v1" },
      { version: "v2", status: 500 },
    ];
    await using target = await service((n) => before[n - 1] ?? { version: "v2" });
    const { result, requests, events } = await waited(waiting(target.url));
    expect({ result, requests }).toEqual({ result: "ready", requests: before.length + 3 });
    expect(
      events.map((event) => (event.kind === "waiting" ? [event.last.status, event.last.category] : event)),
    ).toEqual([
      [null, "connection-lost"],
      [502, "provider-5xx"],
      [503, "provider-5xx"],
      [404, "app-behaviour"],
      [200, null],
      [500, "provider-5xx"],
    ]);
  });

  it("not with one new pod among old ones: the three answers have to follow each other", async () => {
    await using target = await service((n) => ({ version: n <= 6 && n % 3 === 0 ? "v1" : "v2" }));
    expect(await waited(waiting(target.url))).toMatchObject({ result: "ready", requests: 9 });
  });

  it("where no version is declared, by its status; a page in place of the service is nobody's answer", async () => {
    const page = { type: "text/html", body: "<!doctype html><title>Starting</title>" };
    const plain = { type: "text/html", body: "ok" };
    await using target = await service((n) => (n <= 2 ? page : plain));
    expect(await waited(waiting(target.url, {}))).toMatchObject({ result: "ready", requests: 5 });
  });
});

it("is there with a page that is declared by more than its status", async () => {
  await using target = await service(() => ({ type: "text/html", body: "<!doctype html><p>healthy</p>" }));
  const html = { "content-type": { kind: "equals", value: "text/html" } } as const;
  expect(await waited(waiting(target.url, html))).toMatchObject({ result: "ready", requests: 3 });
  expect(await waited(waiting(target.url, {}, 60))).toMatchObject({ result: "not-ready" });
});

describe("the release has not arrived", () => {
  it("where nobody listens", async () => {
    const closed = await service(() => ({}));
    await closed[Symbol.asyncDispose]();
    expect(await waited(waiting(closed.url, VERSION, 60))).toMatchObject({
      result: "not-ready",
      last: { status: null, category: "tcp", versions: null },
    });
  });

  it("where the service hangs: one answer is waited for no longer than the whole", async () => {
    await using target = await service(() => "hang");
    expect(await waited(waiting(target.url, VERSION, 100))).toMatchObject({
      result: "not-ready",
      requests: 1,
      last: { status: null, category: "timeout-first-byte", versions: null },
    });
  });

  it("where another version answers to the end, and says which", async () => {
    await using target = await service(() => ({ version: "v1" }));
    expect(await waited(waiting(target.url, VERSION, 60))).toMatchObject({
      result: "other-version",
      asDeclared: 0,
      other: { versions: [{ answered: "v1", underTest: "v2", saidIn: "x-app-version" }] },
    });
  });

  it("and the last question, which had only the rest of the time, does not hide what the ones before said", async () => {
    await using target = await service((n) => (n === 1 ? { version: "v1" } : "hang"));
    expect(await waited(waiting(target.url, VERSION, 150))).toMatchObject({
      result: "other-version",
      requests: 2,
      other: { answers: 1 },
      last: { status: 200, versions: { answered: "v1" } },
    });
  });

  it("where the service never says which version it runs, and what should say it", async () => {
    await using target = await service(() => ({}));
    expect(await waited(waiting(target.url, VERSION, 60))).toMatchObject({
      result: "other-version",
      other: { versions: [{ answered: null, underTest: "v2", saidIn: "x-app-version" }] },
    });
  });

  it("where the job is cancelled meanwhile", async () => {
    await using target = await service(() => ({ status: 503 }));
    const cancel = new AbortController();
    const wait = waited(waiting(target.url, VERSION, 60_000), cancel.signal);
    cancel.abort();
    expect(await wait).toMatchObject({ result: "not-ready" });
  });

  it("and the key that it sends back is the last thing that is asked", async () => {
    await using target = await service(() => ({ version: "v2", body: JSON.stringify({ key: KEY }) }));
    const arrival = await waited(waiting(target.url));
    expect(arrival).toMatchObject({ result: "not-ready", requests: 1, last: { category: "sensitive-exposure" } });
    expect(target.asked()).toBe(1);
  });
});

it("keeps no version that repeats a secret, or that is no plain word", async () => {
  for (const version of [KEY, "v1 <b>", `x-${KEY.slice(0, 20)}`]) {
    await using target = await service(() => ({ version }));
    const arrival = await waited(waiting(target.url, VERSION, 30));
    expect(arrival.result).not.toBe("ready");
    expect([arrival.last?.versions?.answered ?? null, arrival.other?.versions[0]?.answered ?? null]).toEqual([
      null,
      null,
    ]);
    expect(JSON.stringify(arrival)).not.toContain(KEY.slice(0, 16));
  }
});

describe("old pods that still answer among new ones", () => {
  /** A service of which every second answer comes from the version before, for so many answers. */
  const rolling = (until: number) => service((n) => ({ version: n <= until && n % 2 === 0 ? "v1" : "v2" }));
  const asked = async (url: string, patienceMs: number) => {
    const candidate = waiting(url);
    const app = candidate.ready?.service;
    if (app === undefined) throw new Error("nothing to ask");
    const settings: Settings = {
      ...candidate,
      probes: [{ id: "app", selected: "explicit" }],
      families: [],
      app: [app],
    };
    const subject = { subject: "candidate", settings, patienceMs } as const;
    return observe([subject], identify(new Date()), new AbortController().signal, () => {});
  };

  it("are waited out while the wait for the release has time left, asked on until it is over, and recorded", async () => {
    await using target = await rolling(10);
    const { attempts } = probe(await asked(target.url, 5_000), "app");
    expect(new Set(attempts.map(({ outcome }) => outcome.kind))).toEqual(new Set(["pass"]));
    const last = attempts.findLastIndex(({ waitedOut }) => waitedOut !== undefined);
    expect(attempts.length - last).toBe(5);
    expect(attempts.reduce((sum, { waitedOut }) => sum + (waitedOut?.answers ?? 0), 0)).toBe(5);
  });

  it("that never end are no rollout that is over: the mixture is asked until the time is", async () => {
    await using target = await service((n) => (n % 2 === 0 ? { status: 500, version: "v1" } : { version: "v2" }));
    const { attempts } = probe(await asked(target.url, 400), "app");
    expect([attempts.length > 5, isRolledOut(attempts, 5)]).toEqual([true, false]);
  });

  it("are what it says where no time is left", async () => {
    await using target = await rolling(10);
    const seen = await asked(target.url, 0);
    expect(outcomes(seen, "app")).toContain("error other-version");
    expect(target.asked()).toBe(5);
  });
});

it("has half of the run's deadline for them at most, and no time where nothing was waited for", () => {
  const candidate = { ...waiting("http://127.0.0.1:1"), limits: { ...DEFAULT_LIMITS, deadlineMs: 60_000 } };
  const arrival = {
    result: "ready",
    withinMs: 600_000,
    waitedMs: 1_000,
    requests: 3,
    asDeclared: 3,
    other: null,
    last: null,
  } as const;
  expect(patienceLeft(arrival, candidate)).toBe(30_000);
  expect(patienceLeft({ ...arrival, withinMs: 11_000 }, candidate)).toBe(10_000);
  expect(patienceLeft(undefined, candidate)).toBe(0);
});
