/** Which fields of a release a failed probe exercised (decision.md, "Would going back help?"). */
import { describe, expect, it } from "@jest/globals";
import { type Culprit, culpritOf, implicated } from "../../src/decision/attribution.ts";
import { decide } from "../../src/decision/decide.ts";
import { sealRecord } from "../../src/evidence/known-good.ts";
import type { FieldComparison } from "../../src/evidence/release-comparison.ts";
import { fail, mustPass, recordOf, releaseOf, runOf, times } from "./observed.ts";

const CHAT: Culprit = { id: "chat", family: "chat-completions" };
const MODELS: Culprit = { id: "models", family: null };
const differing = (field: string, ours: string | null = "new", theirs: string | null = "old"): FieldComparison => ({
  field,
  ours,
  theirs,
  recorded: true,
  standing: "differs",
  why: null,
});

describe("a probe of the API", () => {
  it.each(["base-url", "model", "auth", "secret-version", "headers.x-tenant", "headers.x.y", "query.api-version"])(
    "exercises %s",
    (field) => {
      expect(implicated(differing(field), [CHAT])).toBe("yes");
      expect(implicated({ ...differing(field), standing: "unknown" }, [CHAT])).toBe("unknown");
    },
  );

  it.each(["timeout", "retry", "traffic", "env.LLM_ROUTE", "env.request-templates.chat-completions"])(
    "does not exercise %s",
    (field) => expect(implicated(differing(field), [CHAT])).toBe("no"),
  );

  it("exercises the templates of its own family, and no others", () => {
    for (const own of ["request-templates.chat-completions", "request-templates.chat-completions:prompts/a.json"])
      expect(implicated(differing(own), [CHAT])).toBe("yes");
    expect(implicated(differing("request-templates.responses"), [CHAT])).toBe("no");
  });

  it("exercises the families where one of both releases does not use its own", () => {
    const added = differing("families", "chat-completions, responses", "responses");
    expect(implicated(added, [CHAT])).toBe("yes");
    expect(implicated(differing("families", null, "responses"), [CHAT])).toBe("no");
    expect(implicated(differing("families", "chat-completions", null), [CHAT])).toBe("yes");
    expect(implicated(differing("families", "chat-completions, responses", "chat-completions"), [CHAT])).toBe("no");
    expect(implicated(added, [MODELS])).toBe("no");
    expect(implicated(differing("traffic", "chat-completions", null), [CHAT])).toBe("no");
  });
});

describe("a check", () => {
  it("of the templates exercises them all, and nothing else", () => {
    expect(implicated(differing("request-templates.responses"), [culpritOf({ id: "template" })])).toBe("yes");
    expect(implicated(differing("model"), [culpritOf({ id: "template" })])).toBe("no");
  });

  it("of the settings exercises the whole release; the logs and the service do, too", () => {
    for (const id of ["settings", "logs", "app"])
      for (const field of ["timeout", "env.A", "feature-flag"])
        expect(implicated(differing(field), [culpritOf({ id })])).toBe("yes");
  });

  it("of the reference pages exercises nothing", () => {
    expect(implicated(differing("model"), [culpritOf({ id: "docs" })])).toBe("no");
  });
});

it("is enough if one of several exercised the field", () => {
  expect(implicated(differing("timeout"), [CHAT, culpritOf({ id: "app" })])).toBe("yes");
  expect(implicated(differing("timeout"), [])).toBe("no");
});

describe("the commit that the artifact was built from", () => {
  const failedOn = (
    probe: "chat" | "app",
    commits: readonly [string | null, string | null],
    version: string | null = null,
  ) => {
    const state = recordOf("model-1");
    if (state.kind !== "record") throw new Error("no record");
    const { recordDigest: _, ...content } = state.record;
    const knownGood = { ...state, record: sealRecord({ ...content, commit: commits[1], deploymentVersion: version }) };
    const run = runOf([mustPass(probe, times(3, fail("provider-5xx")))], { knownGood, release: releaseOf("model-1") });
    return decide({ ...run, run: { ...run.run, live: true, commit: commits[0] } });
  };

  it("may be what broke the service, where the configuration is the known-good's", () => {
    const verdict = failedOn("app", ["bbbbbbb", "aaaaaaa"]);
    expect(verdict).toMatchObject({ reasonCode: "error-rate", rollbackNeeded: true });
    expect(verdict.rollbackPlan).toEqual([
      { field: "commit", from: "bbbbbbb", to: "aaaaaaa", recorded: true, implicated: "unknown" },
    ]);
  });

  it("stands beside what else differs, unless a version that differs names the artifact already", () => {
    const state = recordOf("model-1");
    if (state.kind !== "record") throw new Error("no record");
    const { recordDigest: _, ...content } = state.record;
    const fieldsWith = (version: string | null, ours: string | null) => {
      const configuration = { ...content.configuration, deploymentVersion: version };
      const record = sealRecord({ ...content, commit: "aaaaaaa", configuration, deploymentVersion: version });
      const probes = [
        mustPass("chat", times(3, fail("provider-5xx"))),
        mustPass("app", times(3, fail("provider-5xx"))),
      ];
      const release = releaseOf("model-2");
      const run = runOf(probes, {
        knownGood: { ...state, record },
        release: {
          ...release,
          configuration: release.configuration && { ...release.configuration, deploymentVersion: ours },
        },
      });
      return decide({ ...run, run: { ...run.run, commit: "bbbbbbb" } }).rollbackPlan.map(({ field }) => field);
    };
    expect(fieldsWith("v1", "v1")).toEqual(["commit", "model"]);
    expect(fieldsWith("v1", "v2")).toEqual(["deployment-version", "model"]);
  });

  it("is nothing that a probe of the API saw, and nothing where both are the same or one is not known", () => {
    expect(failedOn("chat", ["bbbbbbb", "aaaaaaa"])).toMatchObject({
      reasonCode: "rollback-would-not-help",
      rollbackPlan: [],
    });
    for (const commits of [
      ["a", "a"],
      [null, "a"],
      ["a", null],
    ] as const)
      expect(failedOn("app", commits)).toMatchObject({ rollbackPlan: [], rollbackNeeded: false });
  });
});

it("the model of a release is not the one that its embeddings template names", () => {
  const embeddings = { id: "embeddings", family: "embeddings" } as const;
  expect(implicated(differing("model"), [embeddings], ["chat-completions", "embeddings"])).toBe("no");
  expect(implicated(differing("model"), [embeddings], ["embeddings"])).toBe("yes");
  expect(implicated(differing("model"), [embeddings, CHAT], ["chat-completions", "embeddings"])).toBe("yes");
});
