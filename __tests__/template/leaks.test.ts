import { describe, expect, it } from "@jest/globals";
import { findingsOf, rulesOf } from "./checking.ts";

const random = (length: number, alphabet = "aB3dE5gH7jK9mN2pQ4rS6tU8vW0xYz1c") =>
  Array.from({ length }, (_, i) => alphabet[(i * 7 + 3) % alphabet.length]).join("");

/** Put together here, so that no scanner finds one in this file. */
const SECRETS: readonly (readonly [string, string])[] = [
  ["a gateway key", `sk-${random(48)}`],
  ["an OpenAI project key", `sk-proj-${random(74)}T3BlbkFJ${random(74)}`],
  ["a GitHub token", `ghp_${random(36)}`],
  ["a Slack token", `xoxb-${"123456789012"}-${"1234567890123"}-${random(24)}`],
  ["a URL with a password", `https://admin:${random(12)}@db.internal.net/x`],
  ["an authorization header", `Bearer ${random(40)}`],
  ["a basic authorization header", `Authorization: Basic ${random(24)}`],
  ["a signed token", `eyJ${random(20)}.eyJ${random(40)}.${random(43)}`],
  ["an AWS key id", `AKIA${"QYLPMN5HHHFPZAM2"}`],
  ["a Google key", `AIza${random(35)}`],
  ["a key of another model provider", `xai-${random(80)}`],
  ["a key of a model provider with a prefix of its own", `gsk_${random(52)}`],
  ["a hook", `https://hooks.slack.com/services/T0${"4KXQ7PLMA"}/B0${"9ZRN2WVHC"}/${random(24)}`],
  ["a private key", `-----BEGIN RSA PRIVATE KEY-----\nMII${random(61)}\n${random(64)}\n-----END RSA PRIVATE KEY-----`],
];

const PERSONAL: readonly (readonly [string, string])[] = [
  ["an e-mail address", "jane.doe@acme-corp.com"],
  ["a phone number", "+49 30 901820"],
  ["an IBAN", "DE44 5001 0517 5407 3249 31"],
  ["a phone number", "(415) 867-5309"],
  ["an IBAN", "de44500105175407324931"],
  ["a payment card number", "4716 2938 4756 0198"],
];

describe("secrets", () => {
  it.each(SECRETS)("%s is found where it begins, and never printed", async (_, secret) => {
    const findings = await findingsOf(`{"model":"some-model",\n"input":${JSON.stringify(`use ${secret} now`)}}`);
    const found = findings.filter(({ rule }) => rule === "secret");
    expect(found).toMatchObject([{ severity: "hold", line: 2, message: expect.stringContaining("input contains") }]);
    expect(found[0]?.column).toBeGreaterThanOrEqual(14);
    expect(found[0]?.column).toBeLessThan(14 + secret.length);
    for (const piece of secret.match(/[A-Za-z0-9]{12,}/g) ?? []) expect(JSON.stringify(findings)).not.toContain(piece);
  });

  it("is found behind escapes, in a comment, in a name and in a file that is not JSON", async () => {
    const key = `sk-${random(48)}`;
    const escaped = key.replace("-", "\\u002d");
    expect(await rulesOf(`{"model":"some-model","input":"\\n${escaped}"}`)).toEqual(["secret 1:34"]);
    expect(await rulesOf(`{"model":"some-model","input":"hi"} // ${key}`)).toEqual(["not-json 1:37", "secret 1:40"]);
    expect(await rulesOf(`${key}`)).toEqual(["not-json 1:1", "secret 1:1"]);
    const named = await findingsOf(`{"model":"some-model","input":"hi","${key}":1}`);
    expect(named.map(({ rule }) => rule)).toEqual(["secret", "unknown-field"]);
    expect(JSON.stringify(named)).not.toContain(key);
  });

  it("is found in a member that holds nothing else, once, and not where it is a variable", async () => {
    const tools = (authorization: string) =>
      JSON.stringify({ model: "some-model", input: "hi", tools: [{ type: "mine", headers: { authorization } }] });
    expect(await rulesOf(tools(random(20)))).toEqual(["secret 1:88"]);
    expect(await rulesOf(tools(`Bearer ${random(20)}`))).toEqual(["secret 1:88"]);
    expect(await rulesOf(tools("Bearer {{TOKEN_1}}"))).toEqual(["placeholder 1:87"]);
    const schema = { password: { type: "string", description: "At least 8 characters" } };
    expect(await findingsOf(JSON.stringify({ model: "some-model", input: "hi", text: { schema } }))).toEqual([]);
  });

  it("an assignment is one find, with or without the quote before it", async () => {
    const text = `{"model":"some-model","input":"AWS_SECRET_ACCESS_KEY=${random(40)}"}`;
    expect(await rulesOf(text)).toEqual(["secret 1:32"]);
  });

  it("the key of this very run is found in any encoding", async () => {
    const key = "plain-run-credential-zyx";
    for (const text of [key, Buffer.from(key).toString("base64"), key.toUpperCase()])
      expect(await rulesOf(`{"model":"some-model","input":"${text}"}`, { secrets: [key] })).toEqual(["secret 1:32"]);
  });

  it.each([
    "sk-learn-is-a-library-for-people",
    "the bearer of good news",
    "https://example.com/a",
    "task-force-one-two-three-4",
  ])("%s is none", async (text) => {
    expect(await findingsOf(`{"model":"some-model","input":"${text}"}`)).toEqual([]);
  });
});

describe("personal data", () => {
  it.each(PERSONAL)("%s is found where it begins, and never printed", async (kind, value) => {
    const findings = await findingsOf(`{"model":"some-model",\n"input":"call \\"x\\" ${value} now"}`);
    expect(findings).toMatchObject([{ rule: "personal-data", severity: "hold", line: 2, column: 21 }]);
    expect(findings[0]?.message).toContain(`input contains ${kind}`);
    expect(JSON.stringify(findings)).not.toContain(value);
  });

  it.each([
    "help@example.com",
    "a@b.example",
    "4111 1111 1111 1112",
    "DE88 3704 0044 0532 0130 00",
    "2026-11-20T10:11:12+00:00",
    "1+1=2",
    "+1 202-555",
    "+1 202-555-0143",
    "+44 7700 900123",
    "123-456-7890",
    "git@github.com:octo/shop.git",
    "support@nordmail.dk no-reply@nordmail.dk qa+smoke@nordmail.dk",
    "4242 4242 4242 4242 and 4111111111111111",
    "DE89 3704 0044 0532 0130 00",
    "+1 800 867 5309, (888) 867-5309, +49 800 8675309",
    "icon@2x.png",
    "postgres://app:{{password}}@db.acme-corp.com/x",
    "order 12345678901234567",
  ])("%s is none", async (text) => {
    expect(await findingsOf(`{"model":"some-model","input":"${text}"}`)).toEqual([]);
  });
});
