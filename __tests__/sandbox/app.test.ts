/** The sandbox's own deployed service, and what the gate says to it. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { identify } from "../../src/evidence/run-identity.ts";
import { describeRun } from "../../src/run/describe.ts";
import { observe } from "../../src/run/observe.ts";
import { REQUEST_BODIES } from "../../src/run/request-bodies.ts";
import { APP_VERSION } from "../../src/sandbox/app.ts";
import type { Sandbox } from "../../src/sandbox/gateway.ts";
import { SCENARIOS, type ScenarioName } from "../../src/sandbox/scenarios.ts";
import { resolveSettings } from "../../src/settings/resolve.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { settings } from "../run/running.ts";
import { sourceOf } from "../settings/source.ts";
import { during } from "./client.ts";

const TRACE_ID = "0123456789abcdef0123456789abcdef";

/** Asks the service as a gate file describes it, with this body. */
function ask({ app }: Sandbox, body: unknown): Promise<Response> {
  const traceparent = `00-${TRACE_ID}-0123456789abcdef-01`;
  return fetch([app].flat()[0]?.url ?? "", { method: "POST", headers: { traceparent }, body: JSON.stringify(body) });
}

describe("the deployed service of the sandbox", () => {
  it("answers with its reply, its tenant and its configuration, and belongs to the trace", () =>
    during("healthy", async (sandbox) => {
      const response = await ask(sandbox, { message: "ping n0nce-4711" });
      const id = response.headers.get("x-request-id");
      expect(await response.json()).toEqual({
        reply: "OK n0nce-4711",
        tenant: "sandbox",
        request_id: id,
        config: { model: sandbox.model, baseUrl: sandbox.baseUrl, timeoutMs: 30_000, version: APP_VERSION },
        meta: { fallback: false },
      });
      expect(response.headers.get("x-app-version")).toBe(APP_VERSION);
      expect(response.headers.get("traceresponse")).toMatch(new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-01$`));
      expect(response.headers.get("x-cometapi-request-id")).toBeNull();
      expect(sandbox.requests()).toMatchObject([{ path: "/app/api/chat", authorized: false }]);
    }));

  it("refuses a body without a message in its own words", () =>
    during("healthy", async (sandbox) => {
      const response = await ask(sandbox, {});
      expect([response.status, await response.json()]).toEqual([
        400,
        { error: "message is missing", request_id: expect.any(String) },
      ]);
    }));

  it.each([
    ["app-wrong-version", 200],
    ["app-leaks-provider-error", 502],
    ["app-fallback", 200],
    ["app-error", 500],
  ] as const)("%s: %i, while the provider behind it is healthy", (name, status) =>
    during(name, async (sandbox) => {
      expect((await ask(sandbox, { message: "ping" })).status).toBe(status);
      const models = await fetch(`${sandbox.baseUrl}/models`, { headers: { authorization: `Bearer ${sandbox.key}` } });
      expect(models.status).toBe(200);
    }),
  );

  it.each(["bad-gateway-html", "server-errors"] as const)("%s leaves the service alone", (name) =>
    during(name, async (sandbox) => {
      expect((await ask(sandbox, { message: "ping" })).status).toBe(200);
    }),
  );
});

/** A run of `app` alone, as the terminal makes one against the sandbox. */
function settingsFor(sandbox: Sandbox): Settings {
  const base = settings(sandbox.baseUrl, {
    probes: ["app"],
    release: { model: sandbox.model },
    secrets: [sandbox.key],
  });
  const inputs = { probes: "app", model: sandbox.model };
  const { settings: own, problems } = resolveSettings(sourceOf({ inputs, sandbox }), REQUEST_BODIES);
  expect(problems).toEqual([]);
  const { app } = own;
  if (app === undefined) throw new Error("the sandbox has no application");
  // A stream that goes silent is waited for no longer than a test has time.
  const limits = { ...base.limits, idleMs: 500 };
  return { ...base, app, limits, sandbox: true, credential: null, families: [] };
}

describe("the verdict about the deployed service", () => {
  const scenarios = SCENARIOS.filter(({ probes, checkout }) => probes?.includes("app") && checkout === undefined);
  const healthy = { name: "healthy" as ScenarioName, expect: { decision: "proceed", trigger: "all-passed" } };

  it.each([healthy, ...scenarios].map(({ name, expect }) => [name, expect.decision, expect.trigger] as const))(
    "%s: %s (%s), with the sandbox's own description of it",
    (name, decision, reasonCode) =>
      during(name, async (sandbox) => {
        const candidate = settingsFor(sandbox);
        const run = identify(new Date());
        const subjects = [{ subject: "candidate", settings: candidate }] as const;
        const observations = await observe(subjects, run, new AbortController().signal, () => {});
        const times = { ...run, endedAt: new Date() };
        const runner = { node: "v24", platform: "test" };
        const observed = describeRun({ kind: "valid", settings: candidate }, { observations }, runner, times);
        expect(decide(observed)).toMatchObject({ decision, reasonCode });
      }),
  );
});
