/** The headline: one line of decision and cause, whatever failed. */
import { describe, expect, it } from "@jest/globals";
import type { Evidence, ProbeRun } from "../../src/evidence/evidence.ts";
import { TRIGGER_IDS } from "../../src/evidence/triggers.ts";
import { codedReason, headline, MAX_HEADLINE } from "../../src/report/headline.ts";
import { changedText, issueTitle } from "../../src/report/threads.ts";
import { EXAMPLES, fail, finding, probe, responses, settings, times, unsupportedFamily } from "./evidence-examples.ts";
import { steps, under } from "./reading.ts";
import { badRelease, decided, fanIn, found, goodRelease, leg, record, refused } from "./release-examples.ts";
import { commentText, content, issueText, summary, terminalReport } from "./reports.ts";

const SHOP = { name: "shop", environment: "production" };
const failing = (id: "chat" | "app"): ProbeRun => probe(id, times(4, fail("provider-5xx", { status: 503 })));
const helpless = (...probes: readonly ProbeRun[]) =>
  badRelease({ probes, knownGood: found(record({ commit: "0f1e2d3c" }, {})) });
const NO_PAINT = { good: String, warn: String, bad: String, quiet: String, bold: String } as const;

describe("a failure that going back does not mend", () => {
  const example = helpless(failing("chat"), responses());
  const cause = "oo many attempts ended in a provider error";

  it("has its cause in the title", () => {
    expect(example.verdict.reasonCode).toBe("rollback-would-not-help");
    expect(issueTitle(example, SHOP)).toBe(
      "Too many attempts ended in a provider error (503) on chat; going back would not help · release gate: rollback, shop in production",
    );
  });

  it.each([
    ["headline", content(example, settings()).headline],
    ["summary", summary(example, settings()).split("\n")[0]],
    ["comment", commentText(example, settings(), null).split("\n")[0]],
    ["issue", issueText(example, settings(), null)],
    ["terminal", terminalReport(example, settings(), NO_PAINT, "brief").replaceAll("\n", " ")],
    ["change of an issue", changedText(example, "hold/capacity", null)],
  ])("leads with its cause: %s", (_name, text) => {
    expect(text).toContain(cause);
    expect(text).not.toContain("rollback-would-not-help");
  });

  it("keeps the sides apart, and names the service's own", () => {
    expect(issueTitle(helpless(responses(), failing("app")), SHOP)).toMatch(
      /^The deployed service failed too often \(503\) on app; going back/,
    );
    expect(issueTitle(helpless(failing("chat"), failing("app")), SHOP)).toMatch(
      /^Too many attempts ended in a provider error \(503\) on chat; going back would not help/,
    );
  });

  it("says in the steps what users are getting and whom to call", () => {
    const [first, second] = steps(under("What to do next", summary(example, settings())));
    expect(first).toMatch(/^Do not roll back: why going back would not help is said under Rollback/);
    expect(second).toMatch(/^Users are getting this now\. Call .*oncall/);
  });

  it("leads with it in the table of legs", () => {
    const text = summary(fanIn(0, { legs: [leg("a", example)], checks: [] }), settings());
    expect(under("Legs", text)).toContain(cause);
  });

  it("says of the state before what it meant", () => {
    expect(changedText(badRelease(), "rollback/rollback-would-not-help", null)).toContain(
      "(was rollback, and going back would not have helped)",
    );
  });
});

it("names the commit under what changed, where the deployed service failed and nothing else differs", () => {
  const other = badRelease({
    probes: [responses(), failing("app")],
    knownGood: found(record({ commit: "c0ffee12" }, {})),
  });
  expect(content(other, settings()).changed).toContain("commit c0ffee12 → 0f1e2d3c");
});

describe("the headline", () => {
  const LONG = "a-name-that-is-as-long-as-names-of-people-who-name-things-carefully-can-become";
  const all = [
    ...Object.entries(EXAMPLES).map(([name, example]) => [name, example()] as const),
    ...TRIGGER_IDS.flatMap((id) =>
      [["chat"], ["chat", "app:checkout"], [LONG], [], [`${LONG} chat`, "responses", "app"]].map((probes) => {
        const fired = {
          id,
          severity: "hold" as const,
          fired: true,
          probes,
          observed: 3,
          limit: 3,
          n: 3,
          detail: `${LONG}: ${LONG}, ${LONG}`,
        };
        const { verdict, ...rest } = badRelease();
        const example: Evidence = {
          ...rest,
          verdict: { ...verdict, decision: "hold", reasonCode: id, triggers: [fired] },
        };
        return [`${id} on ${probes.join(" and ")}`, example] as const;
      }),
    ),
  ];

  it.each(all)("is one line of at most 90 characters with its mark: %s", (_name, example) => {
    const line = summary(example, settings()).split("\n")[0]?.replace(/^## /, "") ?? "";
    expect([...line.replace(/&#(\d+);(<wbr>)?/g, "x")].length).toBeLessThanOrEqual(90);
    expect(line).toMatch(/^(✅ Proceed|✋ Hold|❌ Rollback): \S/);
  });

  it("says beside a cause what was answered, and where it fits", () => {
    expect(headline(decided({ probes: [refused("authentication"), responses()] }))).toBe(
      "Rollback: the configured credential was refused (401) on chat",
    );
  });

  it("gives what a check found in its own words, with name and line alone, and says how many more there are", () => {
    const message =
      "request template prompts/chat.json:3:4: max_token is not a documented field of chat-completions - did you mean max_tokens?";
    const one = finding({ trigger: "template", severity: "hold", message });
    const held = decided({ probes: [], checks: [{ id: "template", result: "fail", findings: [one, one] }] });
    expect(headline(held)).toBe(
      "Hold: chat.json:3: max_token is not a documented field of chat-completions (and 1 more)",
    );
  });

  it("of a pull request without secrets says that nothing is wrong, or what is", () => {
    const secrets = finding({ trigger: "no-secrets", rule: "no-secrets", severity: "hold", message: "no secrets" });
    const withheld = { id: "secrets", result: "not_tested" as const, findings: [secrets] };
    const clean = decided({ probes: [], checks: [withheld, { id: "template", result: "pass", findings: [] }] });
    expect(headline(clean)).toBe("Hold: nothing is wrong; live probes need secrets and did not run");
    expect(steps(under("What to do next", summary(clean, settings())))[0]).toMatch(/^Nothing to mend/);
    const one = finding({ trigger: "template", severity: "hold", message: "prompts/chat.json:1:2: n is wrong" });
    const wrong = decided({ probes: [], checks: [withheld, { id: "template", result: "fail", findings: [one] }] });
    expect(headline(wrong)).toBe("Hold: prompts/chat.json:1:2: n is wrong");
    expect(wrong.verdict.reasonCode).toBe("template");
  });

  it("says what a pass means: what passes, what is not offered, what is advisory", () => {
    expect(headline(unsupportedFamily())).toMatch(/^Proceed: chat.* pass(es)?; Responses is not offered here$/);
  });

  it("names the legs that decided, while there are few", () => {
    expect(headline(fanIn())).toMatch(/^Rollback: 1 of 12 legs \(region=r07\): the configured model is unknown/);
  });

  it("counts the legs of one cause, and tells of the others that theirs is another", () => {
    const refusedLeg = badRelease({ probes: [refused("authentication"), responses()] });
    const legs = [leg("eu", badRelease()), leg("us", refusedLeg), leg("ap", refusedLeg), leg("sa", goodRelease())];
    const whole = fanIn(0, { legs, checks: [] });
    expect(headline(whole)).toMatch(
      /^Rollback: 2 of 4 legs \((us, ap|ap, us)\): the configured credential was refused.*; 1 otherwise$/,
    );
    expect(whole.verdict.reason).toMatch(/^3 of 4 legs: rollback\. (us|ap): authentication: /);
    // The code stands behind the leg, and is not said before it once more.
    expect(codedReason(whole.verdict)).toBe(whole.verdict.reason);
  });

  it("names few legs whatever they are called, by the beginnings and the ends of their names", () => {
    const label = (run: string) => `region-of-a-long-name, model-of-a-long-name (responses-smoke-20261120T1011${run})`;
    const legs = [leg(label("12Z-aa"), badRelease()), leg(label("13Z-bb"), goodRelease())];
    const line = headline(fanIn(0, { legs, checks: [] }));
    expect(line).toMatch(/^Rollback: 1 of 2 legs \(regi\S*…\S*12Z-aa\)|^Rollback: 1 of 2 legs \(regi…-aa\)/);
    expect([...line].length).toBeLessThanOrEqual(MAX_HEADLINE - 3);
    const three = legs.flatMap(({ label: name }, i) => [
      leg(`${name}1`, badRelease()),
      leg(`${name}${i}`, goodRelease()),
    ]);
    expect(headline(fanIn(0, { legs: three, checks: [] }))).toMatch(/^Rollback: 2 of 4 legs \(regi/);
  });

  it("keeps what nobody may overlook, whatever else has no room", () => {
    const long = leg("a-region-with-a-long-name, a-model-with-a-long-name", helpless(failing("chat"), responses()));
    expect(headline(fanIn(0, { legs: [long, leg("b", goodRelease())], checks: [] }))).toMatch(
      /going back would not help$/,
    );
  });

  it("names no status as a limit, and nobody unreachable who answered", () => {
    const failing500 = decided({ probes: [probe("chat", times(3, fail("provider-5xx", { status: 500 })))] });
    const { verdict } = failing500;
    const [first] = verdict.triggers;
    const triggers =
      first === undefined ? [] : [{ ...first, id: "inconclusive-rate" as const, severity: "hold" as const }];
    const doubt: Evidence = {
      ...failing500,
      verdict: { ...verdict, decision: "hold", reasonCode: "inconclusive-rate", triggers },
    };
    expect(headline(doubt)).toBe("Hold: failures came one short of the limit on chat");
    const walled = decided({ probes: [probe("chat", times(3, fail("blocked", { status: 403 })))] });
    expect(headline(walled)).toBe("Hold: something in front of the API answered (403) on chat");
  });
});
