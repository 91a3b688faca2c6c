/** Which fields of a release a failed probe exercised (decision.md, "Would going back help?"). */
import { describe, expect, it } from "@jest/globals";
import { type Culprit, culpritOf, implicated } from "../../src/decision/attribution.ts";
import type { FieldComparison } from "../../src/evidence/release-comparison.ts";

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
  it.each(["base-url", "model", "auth", "secret-version", "headers.x-tenant", "headers.x.y"])(
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
