/** decision.md, "Whose fault": a report sends nobody to whoever did not fail. */
import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { attemptLine } from "../../src/report/plain-text.ts";
import { junit } from "../../src/report/records/junit.ts";
import { issueTitle } from "../../src/report/threads.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { attempt, fail, probe, proceedCheck, responses, settings, times } from "./evidence-examples.ts";
import { steps, tables, under } from "./reading.ts";
import { badRelease, found, goodRelease, record, restored, restoredWell } from "./release-examples.ts";
import { commentText, issueText, summary, terminalReport } from "./reports.ts";

const DOWN = fail("provider-5xx", { status: 503, requestId: "svc-1" });
const PROVIDER_DOWN = fail("provider-5xx", { status: 503, requestId: "req-1" });
const app = () => probe("app", times(4, DOWN));
const chat = () => probe("chat", times(4, PROVIDER_DOWN));

/** The deployed service fails, and the API works. */
const serviceDown = () => badRelease({ probes: [responses(), app()] });
/** The API fails, and the service behind it was not asked. */
const providerDown = () => badRelease({ probes: [responses(), chat()] });
const bothDown = () => badRelease({ probes: [responses(), chat(), app()] });

const NO_PAINT = { good: String, warn: String, bad: String, quiet: String, bold: String } as const;
const next = (example: Evidence, given: Settings = settings()) =>
  steps(under("What to do next", summary(example, given)));

/** Without the names of a category, a header and a log field, and without the list that people declared. */
const words = (text: string) =>
  text.replaceAll(/provider-5xx|x-portkey-provider/g, "").replace(/<summary>Readiness[\s\S]*?<\/details>/, "");

describe("a failure of the deployed service", () => {
  it("asks the service's own owner, with the service's own request id, and nobody's support", () => {
    const asks = next(serviceDown()).filter((step) => step.startsWith("If "));
    expect(asks).toEqual([
      expect.stringMatching(/ask `@team-llm` \(change owner\), quoting the service's own request id svc-1\.$/),
    ]);
    expect(next(serviceDown()).join("\n")).not.toMatch(/support|help-center/);
  });

  it("asks the alert owner where no change owner is declared, and the owners where nobody is", () => {
    const only = { "alert-owner": { kind: "value", value: "Grace" } } as const;
    expect(next(serviceDown(), settings({ readiness: only })).at(-1)).toContain("ask Grace (alert owner), quoting");
    expect(next(serviceDown(), settings({ readiness: null })).at(-1)).toContain(
      "ask the owners of this service, quoting",
    );
  });

  it("has the service's own quick check, layer and request id everywhere", () => {
    const text = summary(serviceDown(), settings());
    expect(next(serviceDown()).join("\n")).toMatch(
      /error-rate \(app\): service-5xx 503\. The service answered with an error of its own/,
    );
    const rows = tables(text).flat();
    expect(rows.find(([name, number]) => name === "app" && number === "1")).toContain("application");
    expect(rows.some((row) => row[0] === "app" && row.includes("svc-1 (the service's own)"))).toBe(true);
    expect(junit(serviceDown())).toContain(
      "layer application, stage respond, status 503, the service&apos;s request id svc-1",
    );
    expect(attemptLine("app", attempt(1, DOWN))).toContain("(the service's request id svc-1)");
  });

  it.each([
    ["the summary", summary(serviceDown(), settings())],
    ["the comment", commentText(serviceDown(), settings(), null)],
    ["the issue", issueText(serviceDown(), settings(), null)],
    ["the terminal", terminalReport(serviceDown(), settings(), NO_PAINT, "brief")],
    ["junit", junit(serviceDown())],
  ])("sends nobody to the provider: %s", (_name, text) => {
    expect(words(text)).not.toMatch(/provider(?!,)|ask support/i);
  });
});

describe("a failure of the provider", () => {
  it.each([
    ["the steps", next(providerDown()).join("\n")],
    ["the title", issueTitle(providerDown(), { name: "shop", environment: "production" })],
    ["junit", junit(providerDown())],
  ])("never names the service: %s", (_name, text) => {
    expect(text).not.toMatch(/service/i);
  });

  it("quotes the provider's request id to its support", () => {
    expect(next(providerDown()).at(-1)).toMatch(/ask support, quoting request id req-1: <https:\/\/apidoc/);
  });
});

describe("failures of both", () => {
  it("are apart: each with its own check, its own id and its own people", () => {
    const said = next(bothDown()).join("\n");
    expect(said).toMatch(/error-rate \(chat\): provider-5xx 503\. Check provider status/);
    expect(said).toMatch(/error-rate \(app\): service-5xx 503\. The service answered with an error of its own/);
    expect(said).toMatch(/ask support, quoting request id req-1:/);
    expect(said).toMatch(/\(change owner\), quoting the service's own request id svc-1\./);
  });
});

describe("where going back would not help", () => {
  const provider = "provider, network and credential";
  const service = "the service, what it depends on and its network";

  it.each([
    ["the service", [responses(), app()], service],
    ["the provider", [responses(), chat()], provider],
    ["both", [responses(), chat(), app()], `${provider}, and apart from that at ${service}`],
  ])("looks at whoever failed: %s", (_name, probes, places) => {
    const example = badRelease({ probes, knownGood: found(record({ commit: "0f1e2d3c" }, {})) });
    expect(example.verdict.reason).toMatch(new RegExp(`look at ${places}\\.$`));
    expect(next(example)[0]).toMatch(new RegExp(`Look at ${places}\\.$`));
  });

  it("and a rollback that failed its verification looks there, too", () => {
    expect(steps(under("What to do next", summary(restored([responses(), app()]), settings()))).join("\n")).toContain(
      `leads to the same release: look at ${service}.`,
    );
  });
});

describe("the provider's help center", () => {
  const undeclared = settings({ readiness: null });
  const last = (example: Evidence) => next(example, undeclared).at(-1);

  it("is offered where CometAPI was asked, without being declared", () => {
    expect(last(providerDown())).toMatch(
      /quoting request id req-1: <https:\/\/apidoc\.cometapi\.com\/support\/help-center>$/,
    );
  });

  it.each([
    [
      "another base URL",
      badRelease({ probes: [responses(), chat()], configuration: { baseUrl: "https://gw.example/v1" } }),
    ],
    [
      "a host that only looks like it",
      badRelease({ probes: [responses(), chat()], configuration: { baseUrl: "https://api.cometapi.com.example/v1" } }),
    ],
    ["the service", serviceDown()],
  ])("is nobody else's: %s", (_name, example) => {
    expect(next(example, undeclared).join("\n")).not.toContain("cometapi.com");
  });
});

describe("a release without a pre-flight list", () => {
  const undeclared = settings({ readiness: null });
  const advisory = (text: string) => text.match(/Advisory: no pre-flight list/g) ?? [];

  it("says so in one line, and how to declare it", () => {
    const text = summary(goodRelease(), undeclared);
    expect(advisory(text)).toHaveLength(1);
    expect(text).toMatch(/Declare it under readiness: in the gate file; init writes one/);
    expect(text).toMatch(/^Not tested: .*the pre-flight list \(no readiness: is declared\)/m);
  });

  it.each([
    ["where one is declared", goodRelease(), settings()],
    ["in a check", proceedCheck(), undeclared],
    ["after a rollback", restoredWell(), undeclared],
    ["where the settings are not usable", goodRelease(), null],
  ])("says nothing %s", (_name, example, given) => {
    expect(advisory(summary(example, given))).toHaveLength(0);
  });
});
