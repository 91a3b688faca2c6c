import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { CATEGORIES, CATEGORY_FACTS, type Category } from "../../src/evidence/categories.ts";
import { type ObservedRun, type ProbeRun, STOPS } from "../../src/evidence/evidence.ts";
import { TRIGGER_IDS, TRIGGERS } from "../../src/evidence/triggers.ts";
import type { ProbeVerdict, Verdict } from "../../src/evidence/verdict.ts";
import type { KnownGoodState } from "../../src/evidence/way-back.ts";
import {
  checkOf,
  confirming,
  error,
  fail,
  fired,
  firedIds,
  informing,
  mustFail,
  mustPass,
  pass,
  policyWith,
  recordOf,
  rehearsed,
  releaseOf,
  runOf,
  type Seen,
  taking,
  times,
  UNUSABLE,
  unsupported,
} from "./observed.ts";

const HEALTHY = times(5, pass);

/** The verdict on a run of one `chat` probe that saw this. */
function chat(...seen: readonly Seen[]): Verdict {
  return decide(runOf([mustPass("chat", seen)]));
}

function probeOf(verdict: Verdict, key = "chat"): ProbeVerdict {
  const found = verdict.probes.find((probe) => probe.key === key);
  if (found === undefined) throw new Error(`no verdict on ${key}`);
  return found;
}

function triggerOf(verdict: Verdict, id: (typeof TRIGGER_IDS)[number]) {
  const found = verdict.triggers.find((trigger) => trigger.id === id);
  if (found === undefined) throw new Error(`${id} is not reported`);
  return found;
}

const ofKind = (kind: (typeof TRIGGERS)["route"]["kind"]) =>
  CATEGORIES.filter((category) => TRIGGERS[CATEGORY_FACTS[category].trigger].kind === kind);

describe("a healthy run", () => {
  const healthy = runOf([
    mustPass("chat", HEALTHY),
    mustPass("responses", HEALTHY),
    mustFail("chat-completions", [pass]),
    mustFail("responses", [pass]),
  ]);

  it("proceeds, because all passed", () => {
    expect(decide(healthy)).toMatchObject({
      decision: "proceed",
      reasonCode: "all-passed",
      reason: "chat, responses and auth-path pass; no trigger fired.",
      rollbackTriggered: false,
      rollbackNeeded: false,
      productionRisk: false,
      failedProbes: [],
    });
  });

  it("reports every trigger, fired or not", () => {
    const { triggers } = decide(healthy);
    expect(triggers.map(({ id }) => id).sort()).toEqual([...TRIGGER_IDS].sort());
    expect(triggers.filter((trigger) => trigger.fired)).toEqual([]);
  });

  it("is decided at the end of its evidence, so that a replay says the same", () => {
    const endedAt = "2026-11-20T10:12:59.000Z";
    expect(decide({ ...healthy, run: { ...healthy.run, endedAt } }).decidedAt).toBe(endedAt);
  });

  it("says how little a small sample proves", () => {
    expect(decide(healthy).strength).toBe("chat: 0 of 5 failed; this does not rule out a true failure rate up to 45%.");
  });
});

describe("certain triggers", () => {
  const certain = ofKind("certain");

  it.each(certain)("%s: one failure, repeated by its own confirmation, fires", (category) => {
    const verdict = chat(pass, fail(category), pass, pass, pass, confirming(2, fail(category)));
    const { trigger } = CATEGORY_FACTS[category];
    expect(verdict.decision).toBe(TRIGGERS[trigger].severity);
    expect(verdict.reasonCode).toBe(trigger);
    expect(firedIds(verdict)).toEqual([trigger]);
    expect(triggerOf(verdict, trigger)).toMatchObject({ observed: 2, limit: null, n: 6, probes: ["chat"] });
    expect(probeOf(verdict)).toMatchObject({ result: "fail", category, flaky: false });
  });

  it.each(certain)("%s: a confirmation that passes makes it one rate failure of a flaky probe", (category) => {
    const verdict = chat(fail(category), confirming(1, pass), ...times(8, pass));
    expect(verdict.decision).toBe("proceed");
    expect(probeOf(verdict)).toMatchObject({ result: "pass", marginal: true, flaky: true, failures: 1, category });
  });

  it("a confirmation that fails otherwise makes it two rate failures of a flaky probe", () => {
    const verdict = chat(fail("model"), confirming(1, fail("provider-5xx")), ...times(8, pass));
    expect(firedIds(verdict)).toEqual(["inconclusive-rate"]);
    expect(probeOf(verdict)).toMatchObject({ result: "partial", flaky: true, failures: 2 });
  });

  it("the same failure in another attempt confirms nothing", () => {
    expect(firedIds(chat(pass, fail("route"), fail("route"), ...times(7, pass)))).toEqual(["inconclusive-rate"]);
  });

  it("are reported once, as certain, also where as many failures would fire by their number", () => {
    const verdict = chat(...times(3, fail("route")), confirming(1, fail("route")));
    expect(triggerOf(verdict, "route")).toMatchObject({
      observed: 4,
      limit: null,
      detail: "chat: 4 of 4 attempts failed with route; an immediate second request failed the same way",
    });
  });

  it("the confirmation of another attempt confirms nothing", () => {
    const seen = [fail("route"), fail("model"), confirming(1, pass), confirming(2, fail("route")), ...times(6, pass)];
    expect(firedIds(chat(...seen))).toEqual(["route"]);
    expect(probeOf(chat(...seen)).category).toBe("route");
    expect(triggerOf(chat(...seen), "route").limit).toBe(3);
  });
});

describe("rate triggers", () => {
  const rate = ofKind("rate").filter((category) => category !== "slow");

  it.each(rate)("%s: three of ten fire under the severity of its trigger", (category) => {
    const verdict = chat(...times(7, pass), ...times(3, fail(category)));
    const { trigger } = CATEGORY_FACTS[category];
    expect(verdict.decision).toBe(TRIGGERS[trigger].severity);
    expect(verdict.reasonCode).toBe(trigger);
    expect(triggerOf(verdict, trigger)).toMatchObject({ fired: true, observed: 3, limit: 3, n: 10 });
    expect(probeOf(verdict)).toMatchObject({ result: "fail", category, limit: 3, marginal: false });
    expect(firedIds(verdict)).not.toContain("inconclusive-rate");
  });

  it("two of ten are inconclusive: a hold", () => {
    const verdict = chat(...times(8, pass), fail("provider-5xx"), fail("tcp"));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "inconclusive-rate", failedProbes: [] });
    expect(triggerOf(verdict, "inconclusive-rate")).toMatchObject({ observed: 2, limit: 3, n: 10 });
    expect(probeOf(verdict)).toMatchObject({ result: "partial", marginal: false });
  });

  it("one of ten is a pass, shown as marginal", () => {
    const verdict = chat(...times(9, pass), fail("provider-5xx"));
    expect(verdict).toMatchObject({ decision: "proceed", reasonCode: "all-passed" });
    expect(probeOf(verdict)).toMatchObject({ result: "pass", marginal: true, flaky: false, category: "provider-5xx" });
  });

  it.each<{ seen: Category[]; id: string; decision: string; why: string }>([
    { seen: ["tcp", "tcp", "provider-5xx"], id: "unreachable", decision: "hold", why: "the commonest names it" },
    { seen: ["tcp", "provider-5xx", "provider-5xx"], id: "error-rate", decision: "rollback", why: "the commonest" },
    { seen: ["tcp", "capacity", "provider-5xx"], id: "error-rate", decision: "rollback", why: "a tie: more severe" },
    { seen: ["model", "tcp", "tcp"], id: "unreachable", decision: "hold", why: "a certain one counts as any other" },
    { seen: ["model", "model", "tcp"], id: "model", decision: "rollback", why: "unconfirmed, but the commonest" },
    {
      seen: ["tcp", "tcp", "tcp", "provider-5xx", "provider-5xx"],
      id: "error-rate",
      decision: "rollback",
      why: "more than the limit: two of them and one more would already have been a rollback",
    },
  ])("$seen: $id, $why", ({ seen, id, decision }) => {
    const verdict = chat(...times(5, pass), ...seen.map(fail));
    expect(verdict).toMatchObject({ decision, reasonCode: id });
  });

  it("take the name of the commonest where several of one severity could give it", () => {
    const seen = [...times(3, fail("timeout-idle")), ...times(4, fail("provider-5xx"))];
    expect(chat(...times(3, pass), ...seen).reasonCode).toBe("error-rate");
    expect(probeOf(chat(...times(3, pass), ...seen)).category).toBe("provider-5xx");
  });

  it("show the commonest category, of a tie the more severe one, also where nothing fires", () => {
    expect(probeOf(chat(...times(8, pass), fail("capacity"), fail("provider-5xx"))).category).toBe("provider-5xx");
    const policy = policyWith({}, { maxFailures: { chat: { failures: 5, of: 10 } } });
    const seen = [...times(7, pass), fail("provider-5xx"), fail("tcp"), fail("tcp")];
    expect(probeOf(decide(runOf([mustPass("chat", seen)], { policy }))).category).toBe("tcp");
  });

  it("are per probe and never pooled: one bad probe among good ones fires, spread failures do not", () => {
    const bad = [...times(7, pass), ...times(3, fail("provider-5xx"))];
    const good = mustPass("responses", HEALTHY);
    expect(decide(runOf([mustPass("chat", bad), good])).decision).toBe("rollback");
    const one = [...times(9, pass), fail("provider-5xx")];
    const spread = (["chat", "chat-stream", "responses", "responses-stream"] as const).map((id) => mustPass(id, one));
    expect(decide(runOf(spread)).decision).toBe("proceed");
  });

  it("follow max-failures: one is tolerated, two are one short, three of seven fire", () => {
    const policy = policyWith({}, { maxFailures: { chat: { failures: 2, of: 7 } } });
    const decisionAt = (failures: number) =>
      decide(
        runOf([mustPass("chat", [...times(7 - failures, pass), ...times(failures, fail("provider-5xx"))])], { policy }),
      ).decision;
    expect([0, 1, 2, 3].map(decisionAt)).toEqual(["proceed", "proceed", "hold", "rollback"]);
  });

  it("fire at the first failure under max-failures: 0, and nothing is inconclusive then", () => {
    const policy = policyWith({}, { maxFailures: { chat: { failures: 0, of: 10 } } });
    expect(decide(runOf([mustPass("chat", HEALTHY)], { policy })).decision).toBe("proceed");
    const verdict = decide(runOf([mustPass("chat", [...HEALTHY, fail("timeout-idle")])], { policy }));
    expect(firedIds(verdict)).toEqual(["timeout-rate"]);
  });
});

describe("zero triggers", () => {
  it.each([
    ["stream-unterminated", "stream-unterminated", "hold"],
    ["fallback-used", "fallback-used", "hold"],
    ["prompt-exposure", "prompt-exposure", "hold"],
    ["sensitive-exposure", "sensitive-exposure", "rollback"],
  ] as const)("one %s is enough: %s, %s", (category, id, decision) => {
    const verdict = chat(...times(9, pass), fail(category));
    expect(verdict).toMatchObject({ decision, reasonCode: id, failedProbes: ["chat"] });
    expect(triggerOf(verdict, id)).toMatchObject({ observed: 1, limit: 1, n: 10 });
    expect(firedIds(verdict)).toEqual([id]);
  });

  it("a stream without a terminal event is never a pass, and too many are still that hold", () => {
    const verdict = chat(...times(7, pass), ...times(3, fail("stream-unterminated")));
    expect(firedIds(verdict)).toEqual(["stream-unterminated"]);
    expect(verdict.decision).toBe("hold");
  });

  it("a fallback that answered once holds; one that answers too often is a rollback, and both are reported", () => {
    expect(firedIds(chat(...times(9, pass), fail("fallback-used")))).toEqual(["fallback-used"]);
    const often = chat(...times(7, pass), ...times(3, fail("fallback-used")));
    expect(often).toMatchObject({ decision: "rollback", reasonCode: "fallback-rate" });
    expect(firedIds(often)).toEqual(["fallback-rate", "fallback-used"]);
  });

  it("says where a check found what must not be there", () => {
    const logs = checkOf("logs", { trigger: "sensitive-exposure", severity: "rollback" });
    const findings = logs.findings.map((finding) => ({
      ...finding,
      message: "a secret is in the log, at app.jsonl:7",
    }));
    expect(decide(runOf([mustPass("chat", HEALTHY)], { checks: [{ ...logs, findings }] })).reason).toMatch(
      /^sensitive-exposure: a secret is in the log, at app\.jsonl:7; rotate it\./,
    );
  });

  it("the key coming back counts wherever it was seen, also in a family that is excused or that only informs", () => {
    const exposed = [fail("sensitive-exposure")];
    const excused = [mustPass("chat", HEALTHY), mustPass("responses", times(2, unsupported))];
    for (const probe of [mustFail("responses", exposed), informing(exposed)]) {
      const verdict = decide(runOf([...excused, probe], { stops: ["sensitive-exposure"] }));
      expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "sensitive-exposure" });
      // The run that ended early for it is not told beside it.
      expect(firedIds(verdict)).toEqual(["sensitive-exposure"]);
    }
  });
});

describe("must-fail probes", () => {
  const withAuth = (...seen: Seen[]) => decide(runOf([mustPass("chat", HEALTHY), mustFail("chat-completions", seen)]));

  it("pass with one controlled failure of the request", () => {
    const verdict = withAuth(pass);
    expect(verdict.decision).toBe("proceed");
    expect(probeOf(verdict, "auth-path:chat-completions")).toMatchObject({ result: "pass", limit: null });
  });

  it.each(["invalid-accepted", "uncontrolled-error"] as const)("%s, confirmed, holds", (category) => {
    const verdict = withAuth(fail(category), confirming(1, fail(category)));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: category });
    expect(firedIds(verdict)).toEqual([category]);
  });

  it("a rate failure, repeated, fires as 2 of 2", () => {
    const verdict = withAuth(fail("capacity"), confirming(1, fail("capacity")));
    expect(firedIds(verdict)).toEqual(["capacity"]);
    expect(triggerOf(verdict, "capacity")).toMatchObject({ observed: 2, limit: 2, n: 2 });
  });

  it("two different failures fire together, under the more severe name", () => {
    expect(withAuth(fail("invalid-accepted"), confirming(1, fail("tcp"))).decision).toBe("hold");
    expect(withAuth(fail("tcp"), confirming(1, fail("model"))).reasonCode).toBe("model");
  });

  it("a failure that did not repeat is a pass, shown as flaky", () => {
    const verdict = withAuth(fail("invalid-accepted"), confirming(1, pass));
    expect(verdict.decision).toBe("proceed");
    expect(probeOf(verdict, "auth-path:chat-completions")).toMatchObject({ result: "pass", flaky: true });
  });

  it("are never inconclusive, but a failure that could not be confirmed is not a pass either", () => {
    const verdict = withAuth(fail("invalid-accepted"), confirming(1, error()));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(probeOf(verdict, "auth-path:chat-completions").result).toBe("partial");
  });

  it("hold when they could not be asked", () => {
    for (const seen of [[], [error()]]) {
      expect(withAuth(...seen)).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
      expect(probeOf(withAuth(...seen), "auth-path:chat-completions").result).toBe("not_tested");
    }
  });
});

describe("probes that only inform", () => {
  it.each([
    { what: "a confirmed certain failure", seen: [fail("model"), confirming(1, fail("model"))], id: "model" },
    { what: "two of two errors", seen: [fail("provider-5xx"), confirming(1, fail("provider-5xx"))], id: "error-rate" },
    { what: "not here", seen: [unsupported, confirming(1, unsupported)], id: "route" },
  ] as const)("print $what and never move the decision", ({ seen, id }) => {
    const verdict = decide(runOf([mustPass("chat", HEALTHY), informing(seen)]));
    expect(verdict).toMatchObject({ decision: "proceed", reasonCode: "all-passed" });
    expect(fired(verdict)).toMatchObject([{ id, severity: "advisory", probes: ["models"] }]);
    expect(probeOf(verdict, "models").result).toBe("fail");
    expect(verdict.reason).toBe(`chat passes; only advisory triggers fired (${id}).`);
  });

  it("need not be asked", () => {
    expect(decide(runOf([mustPass("chat", HEALTHY), informing([error("stopped")])])).decision).toBe("proceed");
  });
});

describe("enough evidence", () => {
  it("is two successes for a must-pass probe", () => {
    expect(chat(pass, pass).decision).toBe("proceed");
    expect(chat(pass)).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(chat(pass, error())).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(chat()).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
  });

  it("is asked of every must-pass probe", () => {
    const verdict = decide(runOf([mustPass("chat", HEALTHY), mustPass("responses", [pass])]));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(triggerOf(verdict, "insufficient-evidence")).toMatchObject({
      probes: ["responses"],
      observed: 1,
      limit: 2,
      n: 1,
    });
  });

  it("is not complained about where another trigger names the cause", () => {
    expect(firedIds(chat(...times(3, fail("tcp"))))).toEqual(["unreachable"]);
    expect(firedIds(chat(fail("route"), confirming(1, fail("route"))))).toEqual(["route"]);
  });

  it("is complained about where the other trigger is advisory", () => {
    const policy = policyWith({ unreachable: "advisory" });
    const verdict = decide(runOf([mustPass("chat", times(5, fail("tcp")))], { policy }));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(firedIds(verdict)).toEqual(["insufficient-evidence", "unreachable"]);
  });

  it.each(["deadline", "max-requests", "cancelled"] as const)("is missing when the run ended early: %s", (stop) => {
    const verdict = decide(runOf([mustPass("chat", HEALTHY)], { stops: [stop] }));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(triggerOf(verdict, "insufficient-evidence").detail).toContain(stop);
  });

  it.each(STOPS)("what was latched stands when the run ended early: %s", (stop) => {
    const seen = [fail("authentication"), confirming(1, fail("authentication")), error()];
    const verdict = decide(runOf([mustPass("chat", seen)], { stops: [stop] }));
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "authentication" });
  });

  it("is missing when probing stopped because the key came back to another release", () => {
    const exposed = rehearsed(mustPass("chat", [fail("sensitive-exposure")]));
    const run = runOf([mustPass("chat", [pass, pass, error("stopped")]), ...exposed], {
      stops: ["sensitive-exposure"],
      rehearsal: { kind: "ran", untested: [] },
    });
    expect(firedIds(decide(run))).toEqual(["sensitive-exposure", "insufficient-evidence"]);
  });

  it("errors never count into n and never blame the release", () => {
    const verdict = chat(pass, pass, error(), error("internal"), error("stopped"));
    expect(probeOf(verdict)).toMatchObject({ attempts: 2, passes: 2, failures: 0, result: "pass" });
    for (const reason of ["deadline", "max-requests", "cancelled", "stopped", "internal"] as const)
      expect(chat(...times(10, error(reason)))).toMatchObject({
        decision: "hold",
        probes: [{ result: "not_tested", upperBound: null, reason: `not asked: ${reason}` }],
      });
  });
});

describe("nothing at all", () => {
  it("is not a pass: no probe and no check", () => {
    expect(decide(runOf([]))).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(decide(runOf([])).strength).toBe("No live probe was sampled; nothing is known about failure rates.");
  });

  it("is not a pass: a complete pre-flight list is no question that was asked", () => {
    const verdict = decide(runOf([], { checks: [checkOf("readiness")] }));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
  });

  it("holds when only advisory probes ran and none passed: nothing shows that anything works", () => {
    const refused = informing([fail("authentication"), confirming(1, fail("authentication"))]);
    const verdict = decide(runOf([refused]));
    expect([verdict.decision, verdict.reasonCode]).toEqual(["hold", "insufficient-evidence"]);
    expect(fired(verdict)).toContainEqual(
      expect.objectContaining({ detail: "only advisory probes ran, and none passed" }),
    );
    expect(decide(runOf([informing([pass])])).decision).toBe("proceed");
  });

  it("says what a confirmed failure showed, in its own words", () => {
    const missing = ["/a", "/b", "/c", "/d"];
    const seen = {
      outcome: { kind: "fail", category: "app-behaviour", observed: { detail: "pointer-not-expected", missing } },
    } as const;
    const [chat] = decide(runOf([mustPass("chat", [seen, confirming(1, seen)])])).probes;
    expect(chat?.reason).toBe(
      "2 of 2 attempts failed with app-behaviour (pointer-not-expected: /a, /b, /c); an immediate second request failed the same way",
    );
  });

  it("is not a pass: only a probe that informs, and it could not be asked", () => {
    expect(decide(runOf([informing([error()])])).decision).toBe("hold");
  });

  it("is what a run that only writes a record asks: it says what it did", () => {
    const run = runOf([]);
    const recording = (recorded: ObservedRun["recorded"]) =>
      decide({ ...run, run: { ...run.run, mode: "record" }, recorded });
    const origin = "deployment 7";
    expect(recording({ kind: "recorded", origin, warnings: [] })).toMatchObject({
      decision: "proceed",
      reasonCode: "all-passed",
    });
    const superseded = recording({ kind: "superseded", origin, warnings: [] });
    expect(superseded).toMatchObject({ decision: "proceed", reasonCode: "superseded" });
    expect(superseded.reason).toContain("nothing was written");
  });

  it("is not what a static run saw: its check was selected and ran", () => {
    expect(decide(runOf([], { checks: [checkOf("template")] })).decision).toBe("proceed");
    const skipped = { ...checkOf("template"), result: "not_tested" as const };
    expect(decide(runOf([], { checks: [skipped] })).decision).toBe("hold");
  });
});

describe("findings of checks", () => {
  const finding = (...found: Parameters<typeof checkOf>[1][]) => [checkOf("settings", ...found)];

  it.each(["configuration", "no-secrets"] as const)("%s holds alone: nothing else is complained about", (trigger) => {
    const verdict = decide(runOf([], { checks: finding({ trigger, severity: "hold" }) }));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: trigger, failedProbes: [] });
    expect(firedIds(verdict)).toEqual([trigger]);
    expect(verdict.reason).toContain(`what ${trigger} found`);
  });

  it.each([
    ["template", "hold"],
    ["contract-drift", "hold"],
    ["log-fields", "hold"],
    ["readiness", "hold"],
    ["sensitive-exposure", "rollback"],
  ] as const)("%s: one finding is a %s, without confirmation", (trigger, severity) => {
    const checks = finding({ trigger, severity });
    const verdict = decide(runOf([mustPass("chat", HEALTHY)], { checks }));
    expect(verdict).toMatchObject({ decision: severity, reasonCode: trigger });
  });

  it("may be milder than their trigger, never stronger", () => {
    const severityOf = (...found: Parameters<typeof checkOf>[1][]) =>
      triggerOf(decide(runOf([mustPass("chat", HEALTHY)], { checks: finding(...found) })), "contract-drift").severity;
    const remark = { trigger: "contract-drift", severity: "advisory" } as const;
    const drift = { trigger: "contract-drift", severity: "hold" } as const;
    expect(severityOf(remark)).toBe("advisory");
    expect(severityOf(remark, drift)).toBe("hold");
    expect(severityOf({ trigger: "contract-drift", severity: "rollback" })).toBe("hold");
  });

  it("follow the policy where it raises or lowers their trigger, and a remark stays a remark", () => {
    const decisionUnder = (stated: "advisory" | "rollback", severity: "advisory" | "hold") =>
      decide(
        runOf([mustPass("chat", HEALTHY)], {
          checks: finding({ trigger: "template", severity }),
          policy: policyWith({ template: stated }),
        }),
      ).decision;
    expect(decisionUnder("rollback", "hold")).toBe("rollback");
    expect(decisionUnder("rollback", "advisory")).toBe("proceed");
    expect(decisionUnder("advisory", "hold")).toBe("proceed");
  });

  it("are never stronger than the policy, however they compare with the usual severity", () => {
    const checks = finding({ trigger: "app-behaviour", severity: "hold" });
    const decisionUnder = (severity: "advisory" | "hold" | "rollback") =>
      decide(runOf([mustPass("chat", HEALTHY)], { checks, policy: policyWith({ "app-behaviour": severity }) }))
        .decision;
    expect((["advisory", "hold", "rollback"] as const).map(decisionUnder)).toEqual(["proceed", "hold", "hold"]);
  });

  it("are all named, each once", () => {
    const twice = { trigger: "template", severity: "hold" } as const;
    const verdict = decide(runOf([mustPass("chat", HEALTHY)], { checks: finding(twice, twice) }));
    expect(triggerOf(verdict, "template").detail).toBe("what template found");
  });
});

describe("a family that the endpoint does not offer", () => {
  const NOT_HERE = [unsupported, confirming(1, unsupported)];
  const run = (...probes: ProbeRun[]) => decide(runOf(probes));

  it("is a row of its own and holds nothing up, when only a preset asked and the other family works", () => {
    const verdict = run(
      mustPass("chat", HEALTHY),
      mustPass("responses", NOT_HERE),
      mustPass("responses-stream", NOT_HERE),
    );
    expect(verdict).toMatchObject({ decision: "proceed", failedProbes: [] });
    expect(verdict.probes.map(({ result }) => result)).toEqual(["pass", "unsupported", "unsupported"]);
    expect(verdict.reason).toBe("chat passes; Responses is not offered here; no trigger fired.");
  });

  it("does not weaken what is said about the evidence", () => {
    expect(run(mustPass("chat", HEALTHY), mustPass("responses", NOT_HERE)).strength).toContain("chat: 0 of 5");
  });

  it("works the other way round too", () => {
    expect(run(mustPass("chat", NOT_HERE), mustPass("responses", HEALTHY)).decision).toBe("proceed");
  });

  it("is a wrong route when somebody named one of its probes", () => {
    const named = mustPass("responses", NOT_HERE, { selected: "explicit" });
    expect(run(mustPass("chat", HEALTHY), named)).toMatchObject({ decision: "rollback", reasonCode: "route" });
    const other = mustPass("responses-stream", NOT_HERE);
    expect(run(mustPass("chat", HEALTHY), named, other).failedProbes).toEqual(["responses", "responses-stream"]);
  });

  it("is about the model where the endpoint says that another family has it", () => {
    const elsewhere = { outcome: { kind: "unsupported", observed: { status: 404, detail: "other-family" } } } as const;
    const responses = mustPass("responses", [elsewhere, confirming(1, elsewhere)]);
    expect(decide(runOf([mustPass("chat", times(3, fail("tcp"))), responses])).triggers.map(({ id }) => id)).toContain(
      "model",
    );
  });

  it("is a wrong route when the other family does not work or was not asked", () => {
    for (const chat of [times(2, unsupported), times(3, fail("tcp")), [error()], []])
      expect(run(mustPass("chat", chat), mustPass("responses", NOT_HERE)).reasonCode).toBe("route");
    expect(run(mustPass("responses", NOT_HERE)).reasonCode).toBe("route");
  });

  it("is excused by another family that is there, whatever stops it", () => {
    const refused = (category: Parameters<typeof fail>[0]) => {
      const { outcome } = fail(category);
      return { outcome: { ...outcome, observed: { status: 429, errorEnvelope: true } } } as typeof unsupported;
    };
    for (const [seen, reasonCode] of [
      [refused("capacity"), "capacity"],
      [refused("blocked"), "unreachable"],
      [fail("empty-output"), "empty-output"],
      [refused("authentication"), "authentication"],
      [error("change-refused"), "insufficient-evidence"],
    ] as const)
      expect(run(mustPass("chat", times(3, seen)), mustPass("responses", NOT_HERE))).toMatchObject({ reasonCode });
    // What was not the API's own answer shows no route.
    for (const category of ["blocked", "provider-5xx", "response-contract"] as const)
      expect(run(mustPass("chat", times(3, fail(category))), mustPass("responses", NOT_HERE)).failedProbes).toContain(
        "responses",
      );
  });

  it("is a wrong route when a probe of the same family works, or fails otherwise", () => {
    const chat = mustPass("chat", HEALTHY);
    const stream = mustPass("responses-stream", NOT_HERE);
    expect(run(chat, mustPass("responses", HEALTHY), stream).reasonCode).toBe("route");
    expect(run(chat, mustPass("responses", times(3, fail("provider-5xx"))), stream)).toMatchObject({
      decision: "rollback",
      failedProbes: ["responses", "responses-stream"],
    });
  });

  it("excuses its must-fail probes, and only its own", () => {
    const accepted = [fail("invalid-accepted"), confirming(1, fail("invalid-accepted"))];
    const probes = [mustPass("chat", HEALTHY), mustPass("responses", NOT_HERE)];
    const excused = run(...probes, mustFail("responses", accepted));
    expect(excused.decision).toBe("proceed");
    expect(probeOf(excused, "auth-path:responses").result).toBe("not_tested");
    expect(run(...probes, mustFail("chat-completions", accepted)).reasonCode).toBe("invalid-accepted");
  });
});

describe("slow attempts", () => {
  const slow = taking(3001, pass);
  const decided = (
    seen: readonly Seen[],
    latencyObjectiveMs: number | null,
    severity: "advisory" | "hold" = "advisory",
  ) =>
    decide(runOf([mustPass("chat", seen)], { policy: policyWith({ "slow-rate": severity }, { latencyObjectiveMs }) }));

  it("mean nothing without a declared objective", () => {
    expect(firedIds(decided(times(10, slow), null))).toEqual([]);
  });

  it("are advisory unless the policy says otherwise", () => {
    const verdict = decided([pass, pass, slow, slow, slow], 3000);
    expect(verdict).toMatchObject({ decision: "proceed", reasonCode: "all-passed" });
    expect(verdict.reason).toBe("chat passes; only advisory triggers fired (slow-rate).");
    expect(fired(verdict)).toMatchObject([{ id: "slow-rate", severity: "advisory", observed: 3, limit: 3, n: 5 }]);
    expect(decided([pass, pass, slow, slow, slow], 3000, "hold")).toMatchObject({
      decision: "hold",
      reasonCode: "slow-rate",
    });
  });

  it("are counted like failures: below the limit, or exactly at the objective, they do not fire", () => {
    expect(firedIds(decided([pass, pass, pass, slow, slow], 3000))).toEqual([]);
    expect(firedIds(decided(times(5, taking(3000, pass)), 3000))).toEqual([]);
  });

  it("stay fired when further attempts are fast", () => {
    expect(firedIds(decided([slow, slow, slow, ...times(7, pass)], 3000, "hold"))).toEqual(["slow-rate"]);
    expect(firedIds(decided([slow, slow, ...times(3, pass)], 3000))).toEqual(
      firedIds(decided([slow, slow, ...times(8, pass)], 3000)),
    );
  });
});

describe("severities of the policy", () => {
  it("raise a trigger", () => {
    const policy = policyWith({ capacity: "rollback" });
    const seen = [...times(7, pass), ...times(3, fail("capacity"))];
    expect(decide(runOf([mustPass("chat", seen)], { policy })).decision).toBe("rollback");
  });

  it("lower a trigger", () => {
    const policy = policyWith({ "error-rate": "hold" });
    const seen = [...times(7, pass), ...times(3, fail("provider-5xx"))];
    expect(decide(runOf([mustPass("chat", seen)], { policy })).decision).toBe("hold");
  });

  it("make a trigger advisory: it is printed, and its failures count towards nothing", () => {
    const policy = policyWith({ capacity: "advisory" });
    const decided = (failures: number, ...more: Seen[]) =>
      decide(runOf([mustPass("chat", [...times(5, pass), ...times(failures, fail("capacity")), ...more])], { policy }));
    for (const failures of [1, 2, 3, 5]) expect(decided(failures).decision).toBe("proceed");
    expect(firedIds(decided(3))).toEqual(["capacity"]);
    expect(probeOf(decided(3))).toMatchObject({ result: "pass", marginal: true, category: "capacity" });
    expect(firedIds(decided(2, fail("tcp")))).toEqual([]);
    expect(firedIds(decided(3, fail("tcp"), fail("tcp")))).toEqual(["inconclusive-rate", "capacity"]);
  });

  it("make a certain trigger advisory: its confirmation is printed, and hides nothing else", () => {
    const policy = policyWith({ model: "advisory" });
    const seen = [fail("model"), confirming(1, fail("model")), ...times(4, pass)];
    const decided = (...more: Seen[]) => decide(runOf([mustPass("chat", [...seen, ...more])], { policy }));
    expect(decided().decision).toBe("proceed");
    expect(firedIds(decided())).toEqual(["model"]);
    expect(firedIds(decided(fail("tcp"), fail("tcp")))).toEqual(["inconclusive-rate", "model"]);
    const route = decided(fail("route"), confirming(7, fail("route")));
    expect(firedIds(route)).toEqual(["route", "model"]);
    expect(probeOf(route).category).toBe("route");
  });

  it("make inconclusive-rate advisory: one short of the limit then proceeds", () => {
    const policy = policyWith({ "inconclusive-rate": "advisory" });
    const verdict = decide(runOf([mustPass("chat", [...times(8, pass), ...times(2, fail("tcp"))])], { policy }));
    expect(verdict.decision).toBe("proceed");
    expect(firedIds(verdict)).toEqual(["inconclusive-rate"]);
  });

  it("make a must-fail trigger advisory: the probe was answered, so nothing is missing", () => {
    const policy = policyWith({ "invalid-accepted": "advisory" });
    const accepted = [fail("invalid-accepted"), confirming(1, fail("invalid-accepted"))];
    const verdict = decide(runOf([mustPass("chat", HEALTHY), mustFail("chat-completions", accepted)], { policy }));
    expect(verdict.decision).toBe("proceed");
    expect(firedIds(verdict)).toEqual(["invalid-accepted"]);
  });
});

describe("a way back", () => {
  const NONE: KnownGoodState = { kind: "none", notice: null };
  const CHECK: KnownGoodState = { kind: "not-required" };
  const BROKEN = mustPass("chat", [fail("route"), confirming(1, fail("route"))]);
  const decided = (knownGood: KnownGoodState, probe = mustPass("chat", HEALTHY), live = false) => {
    const run = runOf([probe], { knownGood, release: releaseOf("model-2") });
    return decide({ ...run, run: { ...run.run, live } });
  };

  it("that nobody named, or that cannot be used, holds a release", () => {
    for (const knownGood of [{ kind: "missing" } as const, UNUSABLE])
      expect(decided(knownGood)).toMatchObject({ decision: "hold", reasonCode: "rollback-target", failedProbes: [] });
  });

  it("that is there holds nothing, and neither does having said that there is none, or a mere check", () => {
    for (const knownGood of [recordOf("model-1"), NONE, CHECK]) expect(decided(knownGood).decision).toBe("proceed");
  });

  it("that is missing does not soften a rollback", () => {
    const verdict = decided({ kind: "missing" }, BROKEN);
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route", rollbackTriggered: true });
    expect(firedIds(verdict)).toEqual(["route", "rollback-target"]);
  });

  it("is needed when a live release rolls back and something differs from the known-good one", () => {
    const record = recordOf("model-1");
    expect(decided(record, BROKEN, true)).toMatchObject({
      rollbackNeeded: true,
      rollbackPlan: [{ field: "model", from: "model-2", to: "model-1" }],
    });
    expect(decided(record, BROKEN, false).rollbackNeeded).toBe(false);
    expect(decided(record, mustPass("chat", HEALTHY), true).rollbackNeeded).toBe(false);
    expect(decided(record, mustPass("chat", times(3, fail("tcp"))), true).rollbackNeeded).toBe(false);
    expect(decided(NONE, BROKEN, true)).toMatchObject({ rollbackNeeded: false, rollbackPlan: [] });
  });

  it("is none when the release is the known-good one: it proceeds, or a rollback would not help", () => {
    const same = recordOf("model-2");
    expect(decided(same)).toMatchObject({ decision: "proceed", reasonCode: "all-passed" });
    const verdict = decided(same, BROKEN, true);
    expect(verdict).toMatchObject({
      decision: "rollback",
      reasonCode: "rollback-would-not-help",
      rollbackTriggered: true,
      rollbackNeeded: false,
      rollbackPlan: [],
    });
    expect(verdict.reason).toMatch(
      /^route: .*nothing that differs from the known-good was asked by the probes that failed; look at provider, /,
    );
  });

  it("would not help where the probes that failed asked nothing that differs", () => {
    const release = releaseOf("model-1");
    const configuration = release.configuration && { ...release.configuration, timeoutMs: 1 };
    const run = runOf([BROKEN], { knownGood: recordOf("model-1"), release: { ...release, configuration } });
    expect(decide({ ...run, run: { ...run.run, live: true } })).toMatchObject({
      decision: "rollback",
      reasonCode: "rollback-would-not-help",
      rollbackNeeded: false,
      rollbackPlan: [{ field: "timeout", implicated: "no" }],
    });
  });

  it("is named among what was not tested when there is none", () => {
    const said = (knownGood: KnownGoodState) => decided(knownGood).notTested.some((it) => it.includes("way back"));
    expect([CHECK, NONE, recordOf("model-1")].map(said)).toEqual([true, true, false]);
  });
});

describe("production risk", () => {
  const hold = (run: Partial<ObservedRun>, probes: ProbeRun[], live: boolean) => {
    const whole = runOf(probes, run);
    return decide({ ...whole, run: { ...whole.run, live } });
  };
  const unasked: [string, Partial<ObservedRun>, ProbeRun[]][] = [
    ["configuration", { checks: [checkOf("settings", { trigger: "configuration", severity: "hold" })] }, []],
    ["no-secrets", { checks: [checkOf("settings", { trigger: "no-secrets", severity: "hold" })] }, []],
    ["unreachable", {}, [mustPass("chat", times(3, fail("tcp")))]],
    ["insufficient-evidence", { stops: ["deadline"] }, [mustPass("chat", HEALTHY)]],
  ];

  it.each(unasked)("a live configuration that could not be judged is one: %s", (id, run, probes) => {
    expect(hold(run, probes, true)).toMatchObject({ decision: "hold", reasonCode: id, productionRisk: true });
  });

  it.each(unasked)("what does not serve anybody yet is none: %s", (id, run, probes) => {
    expect(hold(run, probes, false)).toMatchObject({ decision: "hold", reasonCode: id, productionRisk: false });
  });

  it("a hold about something else is none, and neither is a rollback", () => {
    expect(hold({}, [mustPass("chat", times(3, fail("capacity")))], true).productionRisk).toBe(false);
    const both = [mustPass("chat", times(3, fail("tcp"))), mustPass("responses", times(3, fail("provider-5xx")))];
    expect(hold({}, both, true)).toMatchObject({ decision: "rollback", productionRisk: false });
  });

  it("live never changes the decision", () => {
    for (const seen of [HEALTHY, times(3, fail("tcp")), times(3, fail("provider-5xx"))]) {
      const [live, dark] = [true, false].map((live) => hold({}, [mustPass("chat", seen)], live).decision);
      expect(live).toBe(dark);
    }
  });
});

describe("several triggers at once", () => {
  const run = runOf(
    [
      mustPass("chat", [fail("model"), confirming(1, fail("model"))]),
      mustPass("chat-stream", [...times(7, pass), ...times(3, fail("provider-5xx"))]),
      mustPass("responses", [fail("authentication"), confirming(1, fail("authentication")), fail("authentication")]),
      mustPass("responses-stream", [...times(7, pass), ...times(3, fail("capacity"))]),
      mustFail("responses", [fail("invalid-accepted"), confirming(1, fail("invalid-accepted"))]),
    ],
    {
      stops: ["deadline"],
      knownGood: { kind: "missing" },
      checks: [checkOf("docs", { trigger: "contract-drift", severity: "hold" })],
    },
  );

  it("rollback comes before hold, certain before rate before static before state, and all are reported", () => {
    expect(firedIds(decide(run))).toEqual([
      "authentication",
      "model",
      "error-rate",
      "invalid-accepted",
      "capacity",
      "contract-drift",
      "rollback-target",
      "insufficient-evidence",
    ]);
  });

  it("the first one is the reason, and three more of its severity are named", () => {
    expect(decide(run)).toMatchObject({
      decision: "rollback",
      reasonCode: "authentication",
      reason: "authentication: the configured credential was refused on responses. Also fired: model, error-rate.",
      failedProbes: ["chat", "chat-stream", "responses", "responses-stream", "auth-path:responses"],
    });
    const five = ["template", "contract-drift", "log-fields", "readiness", "no-secrets"] as const;
    const checks = [checkOf("docs", ...five.map((trigger) => ({ trigger, severity: "hold" }) as const))];
    expect(decide(runOf([], { checks })).reason).toMatch(/Also fired: contract-drift, log-fields, readiness\.$/);
  });

  it("a trigger that fired on several probes is one report with all of them and the largest count", () => {
    const probes = [
      mustPass("chat", [...times(7, pass), ...times(3, fail("provider-5xx"))]),
      mustPass("responses", [...times(6, pass), ...times(4, fail("provider-5xx"))]),
    ];
    const report = triggerOf(decide(runOf(probes)), "error-rate");
    expect(report).toMatchObject({ probes: ["chat", "responses"], observed: 4, limit: 3, n: 10 });
    expect(report.detail).toBe("chat 3 of 10, responses 4 of 10 attempts failed, mostly provider-5xx; 3 are too many");
  });

  it("the key coming back is what a person hears first", () => {
    const probes = [
      mustPass("chat", [fail("model"), confirming(1, fail("model"))]),
      mustPass("responses", [fail("sensitive-exposure")]),
    ];
    expect(decide(runOf(probes)).reasonCode).toBe("sensitive-exposure");
  });

  it("of two rates the larger count comes first, and what is only inconclusive after both", () => {
    const policy = policyWith({}, { maxFailures: { "chat-stream": { failures: 6, of: 10 } } });
    const probes = [
      mustPass("chat", [...times(7, pass), ...times(3, fail("tcp"))]),
      mustPass("responses", [...times(6, pass), ...times(4, fail("capacity"))]),
      mustPass("chat-stream", [...times(4, pass), ...times(6, fail("capacity"))]),
    ];
    expect(firedIds(decide(runOf(probes, { policy })))).toEqual(["capacity", "unreachable", "inconclusive-rate"]);
  });

  it("of what holds, the lack of evidence is named last", () => {
    const probes = [mustPass("chat", [pass]), mustPass("responses", [...times(8, pass), ...times(2, fail("tcp"))])];
    const checks = [checkOf("docs", { trigger: "template", severity: "hold" })];
    expect(firedIds(decide(runOf(probes, { checks })))).toEqual([
      "inconclusive-rate",
      "template",
      "insufficient-evidence",
    ]);
  });
});

describe("what is said about the evidence", () => {
  it("the weakest probe speaks for the run", () => {
    const weakest = mustPass("responses", [...times(9, pass), fail("tcp")]);
    const run = runOf([mustPass("chat", times(10, pass)), weakest, mustFail("responses", [pass])]);
    expect(decide(run).strength).toBe(
      "responses: 1 of 10 failed; this does not rule out a true failure rate up to 39%.",
    );
  });

  it("a probe that never passed says no rate at all", () => {
    const { strength } = decide(runOf([mustPass("chat", times(3, fail("tcp")))]));
    expect(strength).toBe("chat: 3 of 3 failed; nothing is known about how often it would pass.");
  });

  it("the reason names the probes behind what happened, and at most four of them", () => {
    const ids = ["chat", "chat-stream", "responses", "responses-stream", "chat-tools"] as const;
    const refused = runOf(ids.map((id) => mustPass(id, times(10, fail("capacity")))));
    expect(decide(refused).reason).toBe(
      "capacity: quota, balance or a rate limit stopped the requests on chat, chat-stream, responses, responses-stream and 1 more; that does not speak against the release.",
    );
  });

  it("a sandbox says that it was one where somebody could take its answer for a real one", () => {
    const run = runOf([mustPass("chat", times(3, fail("tcp")))]);
    expect(decide({ ...run, run: { ...run.run, sandbox: true } }).reason).toContain("embedded sandbox");
    expect(decide(run).reason).not.toContain("sandbox");
  });

  it("what was not asked is named, with why", () => {
    const { notTested } = decide(runOf([mustPass("chat", HEALTHY), mustPass("chat-stream", [error("deadline")])]));
    expect(notTested).toContain("chat-stream (not asked: deadline)");
    expect(notTested).toContain("the application's own route");
  });
});

describe("evidence of too little", () => {
  it("is no matter of a probe that only informs", () => {
    const verdict = decide(
      runOf([mustPass("chat", times(5, pass)), informing([fail("model"), confirming(1, fail("model"))])]),
    );
    expect(verdict.triggers.find(({ id }) => id === "insufficient-evidence")).toMatchObject({ fired: false });
  });

  it("is none of a probe that only informs and could not be asked", () => {
    const verdict = decide(runOf([mustPass("chat", times(5, pass)), informing([error()])]));
    expect(verdict).toMatchObject({ decision: "proceed" });
    expect(firedIds(verdict)).toEqual([]);
  });

  it("is none where a request that must fail failed once, in a way that the policy only shows", () => {
    const policy = policyWith({ "uncontrolled-error": "advisory" });
    const refused = mustFail("responses", [fail("uncontrolled-error")]);
    const verdict = decide(runOf([mustPass("chat", times(5, pass)), refused], { policy }));
    expect(verdict.decision).toBe("proceed");
  });
});

describe("a rollback that the settings raised", () => {
  const released = { knownGood: recordOf("model-1"), release: releaseOf("model-2") };
  const exposed = { trigger: "sensitive-exposure", severity: "rollback" } as const;

  it("may be mended by everything that differs: the settings are the whole release", () => {
    const verdict = decide(runOf([], { ...released, checks: [checkOf("settings", exposed)] }));
    expect(verdict.rollbackPlan).toMatchObject([{ field: "model", implicated: "yes" }]);
    expect(verdict.reasonCode).toBe("sensitive-exposure");
  });

  it("may be so where one of several findings raised it", () => {
    const remark = { trigger: "configuration", severity: "advisory" } as const;
    const verdict = decide(runOf([], { ...released, checks: [checkOf("settings", remark, exposed)] }));
    expect(verdict.rollbackPlan).toMatchObject([{ implicated: "yes" }]);
  });

  it("is not mended by what a check of the templates never saw", () => {
    const verdict = decide(runOf([], { ...released, checks: [checkOf("template", exposed)] }));
    expect(verdict.rollbackPlan).toMatchObject([{ field: "model", implicated: "no" }]);
  });
});

it("says once of a probe what one occurrence fires, however often it came", () => {
  const verdict = decide(runOf([mustPass("chat", times(3, fail("stream-unterminated")))]));
  const report = verdict.triggers.find(({ id }) => id === "stream-unterminated");
  expect(report).toMatchObject({ fired: true, observed: 3, detail: "chat: 3 of 3 attempts: stream-unterminated" });
});
