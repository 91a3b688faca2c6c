/** Blame goes only downward (contracts.md, 7.2): no word makes a decision worse than the answer itself does. */
import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { readError } from "../../src/contracts/error-envelope.ts";
import { blameOf, IDENTIFIERS } from "../../src/contracts/error-words.ts";
import { decide } from "../../src/decision/decide.ts";
import { samplingPlan } from "../../src/decision/sampling.ts";
import type { Outcome } from "../../src/evidence/attempt.ts";
import { CATEGORY_FACTS } from "../../src/evidence/categories.ts";
import { TRIGGERS } from "../../src/evidence/triggers.ts";
import { type Decision, FAMILIES, type Family, type OpenAiFamily } from "../../src/evidence/vocabulary.ts";
import type { Answer } from "../../src/http/types.ts";
import { authPath } from "../../src/probes/auth-path.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { errorPath } from "../../src/probes/error-path.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import { takeCourse } from "../decision/course.ts";
import { mustFail, mustPass, runOf } from "../decision/observed.ts";
import { chunk, completion, response } from "./answers.ts";
import { ERROR_ANSWERS } from "./error-answers.ts";
import { answer, conclude, json, MODEL, namedStream, stream } from "./exchanges.ts";

/** The same cases in every run, so that a red build is always reproducible. */
const CASES = { seed: 20261128, numRuns: 500 };

const MUST_PASS = [chat, responses];
const OPENAI: readonly OpenAiFamily[] = ["chat-completions", "responses"];
const MUST_FAIL = FAMILIES.flatMap((family) => [
  errorPath(family, "missing-field", null),
  errorPath(family, "unknown-model", null),
  authPath(family, null),
]);

/** How bad an outcome is: 0 nothing failed, 1 a hold (or nothing could be asked), 2 a rollback. */
function badness({ kind, ...outcome }: Outcome): 0 | 1 | 2 {
  if (kind === "pass") return 0;
  if (kind === "error") return 1;
  // "Not here" is a wrong route unless only a preset asked.
  if (kind === "unsupported" || !("category" in outcome)) return 2;
  return TRIGGERS[CATEGORY_FACTS[outcome.category].trigger].severity === "hold" ? 1 : 2;
}

const outcomeOf = (probe: Probe, answer: Answer) => conclude(probe, answer).outcome;

/** Known by how they are built, not by a row. */
const BUILT = [
  ...["insufficient_quota", "insufficient_user_quota", "budget_exceeded", "rate_limit_exceeded", "trial_expired"],
  ...["region_not_supported", "ip_restricted", "account_past_due", "moderation_blocked"],
];
const KNOWN = [...IDENTIFIERS.flatMap(({ words }) => words.map(String)), ...BUILT].filter(
  (word) => !word.includes("/"),
);
const MERCIFUL = [
  ...IDENTIFIERS.filter(
    ({ says, status }) => ["blocked", "capacity", "empty-output"].includes(says) && status === undefined,
  ).flatMap(({ words }) => words.map(String)),
  ...BUILT,
].filter((word) => !word.includes("/"));

const STATUSES = [
  ...[200, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 425, 429, 446],
  ...[498, 500, 501, 502, 503, 504, 524, 529],
];
const status = fc.constantFrom(...STATUSES);
const unknown = fc.stringMatching(/^zz[a-z]{3,12}$/);
const known = fc.constantFrom(...KNOWN);
const prose = fc.constantFrom(
  "no",
  "API key not valid. Please pass a valid API key.",
  "Incorrect API key provided",
  `${MODEL} is not a valid model ID`,
  `The model ${MODEL} does not exist`,
  "Model Not Exist",
  "Your credit balance is too low",
  "Key limit exceeded (total limit)",
  "The model is overloaded",
  "User location is not supported for the API use.",
  "Access denied due to Virtual Network/Firewall rules.",
  "The prompt was filtered by the content management policy",
  "OpenAIException - {'error': {'code': 'invalid_api_key'}}",
  "OpenAIException - {'error': {'code': 'insufficient_quota'}}",
  "Forbidden",
  "This model is only supported in v1/responses and not in v1/chat/completions.",
  "Loading model",
  "This model requires a subscription",
  "Access from this region is not permitted.",
  "A valid payment method is required",
  "Too many concurrent requests",
  "Output blocked by content filtering policy",
);

/** Where an identifier and a sentence may stand, by the wrappings of contracts.md, 7.1. */
const WRAPPINGS: readonly ((word: string, message: string) => unknown)[] = [
  (code, message) => ({ error: { message, type: "x", param: null, code } }),
  (type, message) => ({ error: { message, type, code: null } }),
  (reason, message) => [{ error: { code: 400, message, status: "INVALID_ARGUMENT", details: [{ reason }] } }],
  (code, error) => ({ error, code }),
  (code, message) => ({ message, code }),
  (error_code, message) => ({ error_code, message }),
  (code, message) => ({ detail: { error: { code, message } } }),
  (code, message) => ({ errors: [{ code, message }] }),
  (code, message) => ({ error: { message, metadata: { raw: JSON.stringify({ error: { code, message: "x" } }) } } }),
  (code, message) => ({ error: { message: JSON.stringify({ error: { code, message } }) } }),
];
const wrap = fc.constantFrom(...WRAPPINGS);

describe("an identifier", () => {
  it("that is not known says what the status says", () => {
    fc.assert(
      fc.property(status, wrap, unknown, unknown, (code, wrapped, one, other) => {
        for (const probe of [...MUST_PASS, ...MUST_FAIL]) {
          const silent = badness(outcomeOf(probe, json(code, wrapped(one, "no"))));
          expect(badness(outcomeOf(probe, json(code, wrapped(other, "no"))))).toBe(silent);
          expect(blameOf(readError(JSON.stringify(wrapped(one, "no"))), code)).toBeNull();
        }
      }),
      { ...CASES, numRuns: 300 },
    );
  });

  it("of blame that becomes unknown makes nothing milder than the status and the prose are", () => {
    fc.assert(
      fc.property(status, wrap, known, unknown, prose, (code, wrapped, word, other, message) => {
        for (const probe of MUST_PASS) {
          const blame = blameOf(readError(JSON.stringify(wrapped(word, "no"))), code);
          if (blame === null || ["blocked", "capacity", "empty-output"].includes(blame)) continue;
          const before = badness(outcomeOf(probe, json(code, wrapped(word, "no"))));
          const after = badness(outcomeOf(probe, json(code, wrapped(other, "no"))));
          expect(after).toBeGreaterThanOrEqual(before);
          // A word that blames somebody is not overruled by a sentence.
          if (blame === "model" || blame === "authentication")
            expect(badness(outcomeOf(probe, json(code, wrapped(word, message))))).toBe(before);
        }
      }),
      CASES,
    );
  });

  it("of place, money, load or a filter is never a rollback, whatever else is said", () => {
    fc.assert(
      fc.property(status, wrap, fc.constantFrom(...MERCIFUL), known, prose, (code, wrapped, mild, sharp, message) => {
        const body = { error: { message, type: sharp, code: mild } };
        for (const probe of MUST_PASS) {
          expect(badness(outcomeOf(probe, json(code, body)))).toBe(1);
          expect(badness(outcomeOf(probe, json(code, wrapped(mild, message))))).toBe(1);
        }
        for (const probe of MUST_FAIL)
          expect(badness(outcomeOf(probe, json(code, wrapped(mild, "no"))))).toBeLessThan(2);
      }),
      CASES,
    );
  });
});

describe("no word turns a pass or a hold into a rollback", () => {
  it.each(STATUSES)("with the status %i, word by word", (code) => {
    const said = (probe: Probe, word: string) =>
      badness(outcomeOf(probe, json(code, { error: { message: "no", type: "x", code: word } })));
    const probes = [chat, ...MUST_FAIL];
    const silent = probes.map((probe) => said(probe, "zzz"));
    const worse = KNOWN.filter((word) => probes.some((probe, i) => said(probe, word) === 2 && (silent[i] ?? 0) < 2));
    expect(worse).toEqual([]);
  });

  it("in an answer without a success, of a probe that must pass or that must fail", () => {
    fc.assert(
      fc.property(status, wrap, fc.oneof(known, unknown), unknown, prose, (code, wrapped, word, silent, message) => {
        for (const probe of [...MUST_PASS, ...MUST_FAIL]) {
          const without = badness(outcomeOf(probe, json(code, wrapped(silent, "no"))));
          if (without < 2) expect(badness(outcomeOf(probe, json(code, wrapped(word, message))))).toBeLessThan(2);
        }
      }),
      CASES,
    );
  });

  it("in a stream", () => {
    fc.assert(
      fc.property(wrap, known, prose, (wrapped, word, message) => {
        const error = wrapped(word, message) as Record<string, unknown>;
        const failed = {
          type: "response.failed",
          response: response({ status: "failed", error: { code: word, message } }),
        };
        const seen = [
          outcomeOf(chatStream, stream([chunk({ content: "OK" }), error])),
          outcomeOf(responsesStream, namedStream([chunk({}), failed].slice(1))),
        ];
        const mild = MERCIFUL.includes(word);
        for (const outcome of seen) {
          expect(outcome.kind).toBe("fail");
          if (mild) expect(badness(outcome)).toBe(1);
        }
      }),
      CASES,
    );
  });

  it("and prose turns a rollback into another one only from request-schema, or where nothing is there any more", () => {
    fc.assert(
      fc.property(status, wrap, unknown, prose, (code, wrapped, silent, message) => {
        for (const probe of MUST_PASS) {
          const [without, told] = ["no", message].map((words) => outcomeOf(probe, json(code, wrapped(silent, words))));
          // "Not in this family" is milder than whatever else is a rollback: the other family may excuse it.
          if (without === undefined || told === undefined || badness(told) < 2 || told.kind === "unsupported") continue;
          // Who may not use this model is told so with a 403.
          if (code === 403 && told.kind === "fail" && told.category === "model") continue;
          if (code === 404 || code === 410 || (without.kind === "fail" && without.category === "request-schema"))
            continue;
          expect(told).toMatchObject({ kind: without.kind });
          if (without.kind === "fail") expect(told).toMatchObject({ category: without.category });
        }
      }),
      CASES,
    );
  });
});

describe("the decision of a whole run", () => {
  /** A whole run takes its time. */
  const WHOLE = { ...CASES, numRuns: 150 };
  const policy = defaultPolicy();
  const healthy = { "chat-completions": json(200, completion()), responses: json(200, response()) };
  const refusing = json(401, { error: { message: "no", code: "x" } });

  /** The decision about an endpoint of which these families always answer this, whatever they are asked. */
  function decisionOf(said: Answer, failing: readonly Family[]): Decision {
    const attempts = (probe: Probe, asked: Answer) => {
      const outcome = outcomeOf(probe, asked);
      return { attempts: [...takeCourse(samplingPlan(probe, policy), () => ({ outcome })).attempts] };
    };
    const asked = (family: Family, other: Answer) => (failing.includes(family) ? said : other);
    const probes = OPENAI.flatMap((family, i) => {
      const probe = MUST_PASS[i] ?? chat;
      const auth = authPath(family, null);
      return [
        mustPass(probe.id, [], attempts(probe, asked(family, healthy[family]))),
        mustFail(family, [], attempts(auth, asked(family, refusing))),
      ];
    });
    return decide(runOf(probes, { policy })).decision;
  }
  const DECISIONS: readonly Decision[] = ["proceed", "hold", "rollback"];
  const bad = (said: Answer, failing: readonly Family[] = OPENAI) => DECISIONS.indexOf(decisionOf(said, failing));
  const failing = fc.constantFrom<readonly Family[]>(OPENAI, ["chat-completions"], ["responses"]);

  it("proceeds at an endpoint that answers well", () => {
    expect(decisionOf(json(200, {}), [])).toBe("proceed");
  });

  it("is not milder when a word of blame becomes an unknown one: the status decides then", () => {
    fc.assert(
      fc.property(status, wrap, known, unknown, (code, wrapped, word, other) => {
        const before = bad(json(code, wrapped(word, "no")));
        expect(bad(json(code, wrapped(other, "no")))).toBeGreaterThanOrEqual(before);
      }),
      WHOLE,
    );
  });

  // What says "not here" of one family is excused where the other works (product.md, "Unsupported"); a model is not.
  const elsewhere = status.filter((code) => ![404, 405, 410, 501].includes(code));

  it("does not become a rollback by any word or sentence, in all families or in one", () => {
    fc.assert(
      fc.property(elsewhere, wrap, known, unknown, prose, failing, (code, wrapped, word, silent, message, families) => {
        if (bad(json(code, wrapped(silent, "no")), families) < 2)
          expect(bad(json(code, wrapped(word, message)), families)).toBeLessThan(2);
      }),
      WHOLE,
    );
  });

  it.each(ERROR_ANSWERS.map((row) => [row.verdict, row.who, row] as const))(
    "about %s: %s, is not milder without its words",
    (_verdict, _who, { reply: { status, headers, text } }) => {
      const said = (body: string) => ({
        ...answer(status, headers[1] ?? null, body),
        headers: { [`${headers[2]}`]: `${headers[3]}` },
      });
      const unknown = text.replace(/"[\w.-]+"(?!:)/g, (word) => (KNOWN.includes(word.slice(1, -1)) ? '"zzz"' : word));
      expect(bad(said(unknown))).toBeGreaterThanOrEqual(bad(said(text)));
    },
  );
});
