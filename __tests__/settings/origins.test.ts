/** Where each value comes from, and what it overrules. */
import { describe, expect, it } from "@jest/globals";
import { KEY, resolved, settingsOf, sourceOf, type World } from "./source.ts";

/** `value from place`, and the places that it overrules. */
function originOf(name: string, world: World) {
  const found = settingsOf(world).origins.filter((origin) => origin.name === name);
  return found.map(({ value, origin, overruled }) =>
    [`${value} from ${origin}`, ...overruled.map((other) => `${other.value} from ${other.origin}`)].join(" over "),
  );
}

const FILE = "gate file .github/release-gate.yml";

describe("the origin of a setting", () => {
  it.each<[string, World, string]>([
    ["sampling.samples", {}, "built in from default"],
    ["sampling.samples", { inputs: { samples: "9" } }, "9 from input samples"],
    ["sampling.samples", { gateFile: "sampling: { samples: 7 }" }, `7 from ${FILE}:1:22`],
    [
      "sampling.samples",
      { gateFile: "sampling: { samples: 7 }", inputs: { samples: "9" } },
      `9 from input samples over 7 from ${FILE}:1:22`,
    ],
    [
      "timeouts.attempt",
      { gateFile: "timeouts: { attempt: 90s }", inputs: { timeout: "1m" } },
      `1m from input timeout over 90s from ${FILE}:1:22`,
    ],
    [
      "release.model",
      { gateFile: "release: { model: b }", inputs: { model: "" }, env: { COMETAPI_MODEL: "c" } },
      `"b" from ${FILE}:1:19 over "c" from environment variable COMETAPI_MODEL`,
    ],
    [
      "release.model",
      { inputs: { model: "" }, env: { COMETAPI_MODEL: "c" } },
      '"c" from environment variable COMETAPI_MODEL',
    ],
    ["release.retry", { gateFile: "release: { retry: { max-attempts: 2 } }" }, `a section from ${FILE}:1:19`],
    [
      "issue.when",
      { gateFile: "issue: always", inputs: { issue: "never" } },
      `"never" from input issue over "always" from ${FILE}:1:1`,
    ],
  ])("%s of %j", (name, world, expected) => {
    expect(originOf(name, world)).toEqual([expected]);
  });

  it("is not told of what nobody gave and nothing is built in for", () => {
    expect(originOf("release.retry", {})).toEqual([]);
    expect(originOf("known-good", { gateFile: "known-good: ''" })).toEqual([]);
  });

  it("is the sandbox for what the sandbox brings itself", () => {
    const sandbox = { baseUrl: "http://127.0.0.1:4010/v1", model: "m", key: "sandbox-key-0123456789" };
    const gateFile = "release: { model: b, base-url: https://api.cometapi.com/v1 }";
    expect(originOf("release.model", { sandbox, gateFile })).toEqual(["its own from embedded sandbox"]);
    expect(originOf("release.base-url", { sandbox, gateFile })).toEqual(["its own from embedded sandbox"]);
  });

  it("is the sandbox for its attempt limit, which an input overrules and the deadline caps", () => {
    const sandbox = {
      baseUrl: "http://127.0.0.1:4010/v1",
      model: "m",
      key: "sandbox-key-0123456789",
      timeoutMs: 3_000,
    };
    const gateFile = "timeouts: { attempt: 20s }";
    const overruled = `20s from ${FILE}:1:22`;
    const attempt = (world: World) => originOf("timeouts.attempt", { sandbox, ...world });
    expect(attempt({ gateFile })).toEqual([`3s from embedded sandbox over ${overruled}`]);
    expect(attempt({ gateFile, inputs: { timeout: "5s" } })).toEqual([
      `5s from input timeout over 3s from embedded sandbox over ${overruled}`,
    ]);
    expect(attempt({ inputs: { deadline: "2s" } })).toEqual(["3s from embedded sandbox, capped by limits.deadline"]);
    expect(settingsOf({ sandbox, inputs: { deadline: "2s" } }).limits.timeoutMs).toBe(2_000);
  });

  it("is the limit that a built-in one gave way to", () => {
    const inputs = { deadline: "15s" };
    expect(originOf("timeouts.attempt", { inputs })).toEqual(["built in from capped by limits.deadline"]);
    expect(originOf("timeouts.idle", { inputs })).toEqual(["built in from capped by timeouts.attempt"]);
    expect(originOf("timeouts.connect", { inputs })).toEqual(["built in from default"]);
  });

  it("is told of settings with problems, a value that cannot be read as the problem shows it", () => {
    const gateFile = "release: { model: b, timeout: soon }\nsampling: { samples: 7, alpha: much }\ntypo: 1";
    const inputs = { timeout: "60", deadline: "4m", model: "" };
    const { origins } = resolved(sourceOf({ gateFile, inputs })).settings;
    const told = origins.map(({ name, value, origin }) => `${name}: ${value} from ${origin}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'timeouts.attempt: "60", which is not usable from input timeout',
        "limits.deadline: 4m from input deadline",
        `release.model: "b" from ${FILE}:1:19`,
        `release.timeout: no usable value from ${FILE}:1:31`,
        `sampling.samples: 7 from ${FILE}:2:22`,
        `sampling.alpha: no usable value from ${FILE}:2:32`,
      ]),
    );
    expect(JSON.stringify(origins)).not.toMatch(/soon|much|typo/);
  });

  it("never shows a secret, wherever it was written", () => {
    const password = "https://team:k7Wz2mQx@gateway.acme.io/v1";
    const gateFile = `name: sk-proj-AbCdEfGh0123456789IjKlMn_oP\nrelease: { base-url: '${password}', model: other }`;
    const inputs = { name: `x ${KEY}`, "base-url": "https://eu.example", model: "some-model" };
    const { origins } = resolved(sourceOf({ gateFile, inputs })).settings;
    expect(origins.find(({ name }) => name === "release.base-url")).toMatchObject({
      value: "https://eu.example/v1",
      overruled: [{ value: "no usable value", origin: `${FILE}:2:22` }],
    });
    expect(JSON.stringify(origins)).not.toMatch(/k7Wz2mQx|AbCdEfGh|0123456789abcdef/);
  });
});
