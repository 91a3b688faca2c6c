import { afterAll, describe, expect, it } from "@jest/globals";
import { PROMPT_MARKER, REPLY_MARKER } from "../../src/evidence/markers.ts";
import { checkIn, checkOf, folderWith, KEY, RECORD, removeFolders, rulesOf } from "./checking.ts";

afterAll(removeFolders);

const json = JSON.stringify(RECORD);
/** The rules that a line of another run breaks. */
const found = async (line: string, more = {}) => rulesOf(await checkOf(`${json}\n${line}\n${json}`, more));
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a secret of this run in a log", () => {
  it.each([
    ["as it is", `calling with ${KEY}`],
    ["in JSON", JSON.stringify({ k: KEY })],
    ["in a URL", `GET /?key=${encodeURIComponent(`${KEY}&x`)}`],
    ["as base64", base64(`user:${KEY}`)],
    ["as hexadecimal digits", Buffer.from(KEY).toString("hex").toUpperCase()],
    ["in JSON in JSON", JSON.stringify({ log: JSON.stringify({ k: KEY }) })],
    ["in escapes", [...KEY].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")],
    ["spaced out", [...KEY].join(" ")],
    ["highlighted", `${KEY.slice(0, 9)}\u001b[31m${KEY.slice(9)}\u001b[0m`],
  ])("is a rollback: %s", async (_, line) => {
    const check = await checkOf(`${json}\n${line}\n${json}`);
    expect(check.result).toBe("fail");
    expect(check.findings).toMatchObject([
      { trigger: "sensitive-exposure", rule: "secret-in-log", severity: "rollback", file: "app.log", line: 2 },
    ]);
  });

  it("is found over wrapped lines, where it is complete", async () => {
    const wrapped = base64(`${"x".repeat(50)}${KEY}`).replace(/.{76}/g, "$&\n");
    expect(await found(wrapped)).toEqual(["secret-in-log 3"]);
  });

  it("is counted once per file, and never repeated", async () => {
    const folder = folderWith({ "a.log": `${json}\n${KEY}\nx\n${KEY}\n`, "b.log": `${KEY}` });
    const { findings } = await checkIn(folder);
    expect(findings.map(({ message }) => message)).toEqual([
      "a secret of this run is in the log, in 2 lines, first at a.log:2",
      "a secret of this run is in the log, in one line, first at b.log:1",
    ]);
    expect(JSON.stringify(findings)).not.toContain(KEY);
  });

  it("is any secret, not only the key", async () => {
    const secrets = [KEY, "another-header-value-42"];
    expect(await found("x-tenant another-header-value-42", { secrets })).toEqual(["secret-in-log 2"]);
  });

  it("is not looked for where there is none, and that is said", async () => {
    const check = await checkOf(json, { secrets: ["short"] });
    expect([check.result, ...rulesOf(check)]).toEqual(["pass", "(no-secret-to-look-for)"]);
  });

  it("stops being counted when its extent is clear", async () => {
    const [finding] = (await checkOf(`${json}\n${`${KEY}\n`.repeat(3_000)}`)).findings;
    expect(finding?.message).toContain("in 1000 or more lines, first at app.log:2");
  });
});

describe("a field of journald that is written as bytes", () => {
  const entry = (text: string, space = "") =>
    `{"_PID":"17","MESSAGE"${space}:${space}[${space}${[...Buffer.from(`\u001b[32mINFO\u001b[0m ${text}`)].join(`,${space}`)}${space}]}`;

  it.each(["", " "])("is a text, however it is spaced: %j", async (space) => {
    expect(await found(entry(`uses ${KEY}`, space))).toEqual(["secret-in-log 2"]);
    expect(await found(entry("authorization: Bearer kD9x2LmQ7pVz", space))).toEqual(["authorization-header 2"]);
    expect(rulesOf(await checkOf(entry(JSON.stringify(RECORD), space)))).toEqual([]);
    expect(rulesOf(await checkOf(entry(JSON.stringify({ ...RECORD, fallback_used: true }), space)))).toEqual([
      "fallback-used 1",
    ]);
  });
});

describe("a credential header", () => {
  it.each([
    "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.kD9x2LmQ7pVz",
    "> Authorization: Basic a2ltOlE3dng0UnQ5bVo=",
    'headers={"authorization":"Bearer kD9x2LmQ7pVz"}',
    '{"req":{"headers":{"Authorization":"Bearer kD9x2LmQ7pVz"}}}',
    '{"log":"{\\"authorization\\":\\"Bearer kD9x2LmQ7pVz\\"}"}',
    "curl -H 'Authorization: Bearer kD9x2LmQ7pVz' https://llm.example",
    "map[Authorization:[Bearer kD9x2LmQ7pVz] Accept:[*/*]]",
    '["Authorization","Bearer kD9x2LmQ7pVz"]',
    '{"name":"authorization","value":"Bearer kD9x2LmQ7pVz"}',
    "{'Authorization': 'Bearer kD9x2LmQ7pVz'}",
    "http.request.header.authorization=Bearer%20kD9x2LmQ7pVz",
    "HTTP_AUTHORIZATION=Bearer kD9x2LmQ7pVz",
    '"authorization" => "Token kD9x2LmQ7pVz"',
    "authorization=0a1b2c3d4e5f",
    "x-api-key: 0a1b2c3d4e5f",
    '{"x_api_key":"0a1b2c3d4e5f"}',
    "api-key: 0a1b2c3d4e5f",
    "proxy-authorization: Basic a2ltOlE3dng0UnQ5bVo=",
    "authorization: Bearer ***, x-api-key: 0a1b2c3d4e5f",
    "\u001b[36mauthorization\u001b[0m=\u001b[35mBearer kD9x2LmQ7pVz\u001b[0m",
    "Authorization: Key kD9x2LmQ7pVz",
    "authorization=Bearer 7c2d1e8f5a4b status=200",
    "b'POST / HTTP/1.1\\r\\nAuthorization: Bearer kD9x2LmQ7pVz\\r\\n'",
    "headers=[(b'Host', b'x'), (b'Authorization', b'Bearer kD9x2LmQ7pVz')]",
    "[HTTP_AUTHORIZATION] => Bearer kD9x2LmQ7pVz",
    "Map(Authorization -> Bearer kD9x2LmQ7pVz, Accept -> */*)",
    "<Authorization>Bearer kD9x2LmQ7pVz</Authorization>",
    '<header name="Authorization" value="Bearer kD9x2LmQ7pVz"/>',
    '{"key":"http.request.header.authorization","value":{"arrayValue":{"values":[{"stringValue":"Bearer kD9x2LmQ7pVz"}]}}}',
    '["x-api-key","0a1b2c3d4e5f"]',
    "upstream auth is Bearer eyJhbGciOiJIUzI1NiJ9.e30.kD9x2LmQ7pVz",
    "Authorization: JWT eyJhbGciOiJIUzI1NiJ9.e30.kD9x2LmQ7pVz",
    '{"authorization":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.kD9x2LmQ7pVz"}',
    "Authorization: SSWS 00Qk8xVt2LmQ7pVzkD9x2LmQ7pVz4b",
    "Authorization: GenieKey 3f7a9b2c-41d8-4e0f-9a6b-7c2d1e8f5a4b",
    "authorization: Splunk 7c2d1e8f-5a4b-4e0f-9a6b-3f7a9b2c41d8",
    "Authorization: Api-Key kD9x2LmQ7pVz",
    "Authorization: DeepL-Auth-Key 3f7a9b2c-41d8-4e0f-9a6b-7c2d1e8f5a4b:fx",
    "Authorization: Zoho-oauthtoken 1000.8cb99d4409be93238.b6bec2bfe56b4bab",
    "Authorization: SharedKey account:kD9x2LmQ7pVz4bQk8xVt2LmQ7pVz=",
    'Authorization: Snowflake Token="kD9x2LmQ7pVz4bQk8xVt"',
    'Authorization: Hawk id="dh37fgj492je", mac="6R4rV5iENPNoym"',
    'authorization: OAuth oauth_consumer_key="xvz1evFS4wEEPTGE"',
    "Authorization: Acme kD9x2LmQ7pVz4bQk8xVt2LmQ7pVz",
    "Authorization: Negotiate YIIJvwYGKwYBBQUCoIIJszCCCa+gJDAi",
  ])("with a value is a rollback: %s", async (line) => {
    expect(await found(line)).toEqual(["authorization-header 2"]);
  });

  it.each([
    "authorization: [REDACTED]",
    '{"authorization":"[Redacted]"}',
    '{"authorization":"Bearer [FILTERED]"}',
    "authorization: Bearer abc",
    "authorization: Bearer abc123",
    "authorization: Bearer secret-word",
    "authorization: Bearer test-token",
    "authorization: Bearer fake-token-for-tests",
    "authorization: Bearer release-gate-invalid-key",
    "authorization: Bearer ~~~",
    "authorization: Bearer mF_9.B5f-4.1JqM",
    "authorization: Bearer 2YotnFZFEjr1zCsicMWpAA",
    "authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    "authorization: Basic dXNlcjpwYXNzd29yZA==",
    "authorization: Basic YWRtaW46YWRtaW4=",
    "authorization: Basic c21va2U6Y2hhbmdlbWU=",
    "authorization: Bearer 4711",
    "authorization: Bearer ServiceToken1",
    "authorization: Bearer sk-test-0123456789abcdef0123",
    "authorization: Token dummy-7f3a9b2c41d8",
    "authorization: Bearer invalid.7f3a9b2c41d8e0f9",
    '{"authorization":"Bearer sk-\\u20260Sa"}',
    '{"authorization":"Bearer sk-cmt\\\\u20260Sa"}',
    '{"authorization":"Bearer sk-cmt&hellip;0Sa"}',
    '{"authorization":"Bearer kD9x2LmQ7pVz%E2%80%A6"}',
    '{"authorization":"Bearer kD9x2LmQ7pVz\\xe2\\x80\\xa6"}',
    '{"authorization":"Bearer \\u003credacted\\u003e"}',
    '{"authorization":"Bearer kD9x2LmQ7pVz\\u2022\\u2022\\u2022"}',
    "authorization: ***",
    "authorization: Bearer ***",
    "authorization: Bearer sk-ab***************yz",
    "authorization: Bearer eyJhbG...9x2k",
    "authorization: Bearer <token>",
    "authorization: Bearer $COMETAPI_KEY",
    "authorization: Bearer xxxxxxxxxxxxxxxx",
    "authorization: len:51",
    "authorization: Bearer len:51",
    "authorization: Bearer (51 chars)",
    "authorization: Bearer sk-<redacted>",
    "authorization: Bearer sk-xxxx",
    "authorization: Bearer eyJhbGciOiJIUzI1NiJ9.[REDACTED]",
    '{"headers":{"authorization":"Bearer eyJhbGciOiJIUzI1NiJ9.***.***"}}',
    "authorization: Bearer fp_9f8a7b6c",
    "authorization: Bearer sk-a1b2c3 (truncated)",
    'authorization: Basic realm="Acme"',
    "plan=basic 0f8fad5bd9cb469fa16570867728950e",
    "[authorization]: 9f8a7b6c5d4e3f2a allowed",
    "authorization: Bearer sk-pr...9x2k",
    "authorization: Bearer ••••••••",
    "authorization: Bearer sha256:9f86d081884c7d659a2feaa0c55ad015",
    "authorization: Bearer present",
    "authorization: Bearer %TOKEN%",
    "authorization: Bearer process.env.API_KEY",
    "authorization: granted for user 12345678",
    "authorization: decision 550e8400-e29b-41d4-a716-446655440000 allowed",
    "x-api-key: ****1234",
    "authorization: Bearer",
    "authorization:",
    '{"authorization":""}',
    '{"authorization":null}',
    '{"authorization":{"result":"allow","rule":12345678}}',
    "authorization: failed",
    "authorization: granted in 12ms",
    "authorization: bearer token missing",
    "missing authorization:\n2026-11-20T10:11:12.123Z next record",
    "the authorization header was present",
    "authorization: token validation succeeded for user 42",
    "authorization: basic checks passed",
    "authorization: digest mismatch, retrying",
    "authorization: Bearer YOUR_API_KEY",
    "authorization=AUTHORIZATION_STATUS_GRANTED",
    "authorization=org.example.AuthorizationDecision@5e316c74",
    "authorization: 2026-11-20T10:00:00Z",
    '{"authorization":"https://login.example/oauth2/v2/authorize"}',
    '{"access-control-allow-headers":"authorization","access-control-allow-methods":"GET"}',
    '{"vary":"Authorization","strict-transport-security":"max-age=1"}',
    'allowed: ["Authorization", "X-Amz-Date-20261120"]',
    '["content-type","authorization","x-stainless-retry-count-2"]',
    "authorization was: Bearer eyJhbGciOiJIUzI1NiJ9...",
    "www-authenticate: Bearer realm=abc123def456",
    "reauthorization: Bearer abc123",
    "x-api-key: secrets.COMETAPI_KEY_PRODUCTION",
    "COMETAPI_API_KEY=projects/p1/secrets/cometapi/versions/7",
  ])("without one is fine: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });

  it("is found where laid-out JSON has its name on another line", async () => {
    const dump = JSON.stringify({ headers: { Authorization: ["Bearer 9f8e7d6c5b4a3f2e1d0c"] } }, null, 2);
    expect(await found(dump)).toEqual(["authorization-header 5"]);
  });

  it("is also the one of the release", async () => {
    const header = { name: "X-Tenant-Token", value: "0123456789abcdef-tenant", secret: true };
    const release = { auth: { header: "X-LLM-Key", scheme: "" }, headers: [header] } as const;
    expect(await found("x-llm-key: 0a1b2c3d4e5f", { release })).toEqual(["authorization-header 2"]);
    expect(await found("x-tenant-token: 0a1b2c3d4e5f", { release })).toEqual(["authorization-header 2"]);
    expect(await found("x-llm-key: 0a1b2c3d4e5f")).toEqual([]);
  });
});

describe("a text with the format of a key", () => {
  it.each([
    ["sk-proj-8Qw3nV5xTz7Lr2Yb9Kd4", true],
    ["Incorrect API key provided: sk-abcDEF123456", true],
    ['{"k":"sk-0a1b2c3d"}', true],
    ["Incorrect API key provided: sk-abcd*********wxyz", false],
    ["sk-abcd1234efgh****wxyz", false],
    ["sk-abcd1234efgh...wxyz", false],
    ["sk-ab12cd34[REDACTED]", false],
    ["<key>sk-0a1b2c3d</key>", true],
    ["key:\\nsk-0a1b2c3d", true],
    ["sk-XXXXXXXXXXXXXXXX", false],
    ["sk-abcd1234xxxxxxxxxxxx", false],
    ["sk-REDACTED", false],
    ["sk-YOUR_API_KEY", false],
    ["node sk-prod-web-01 is ready", false],
    ['<div id="sk-container-id-2">', false],
    ["pod sk-gateway-7d9f8b6c5d-x2x4q", false],
    ['class="sk-fading-circle sk-circle12"', false],
    ["region ASIAPACIFICNORTHEAST", false],
    ["accept-language: sk-SK,sk;q=0.9", false],
    ["from sk-learn-contrib import x", false],
    ["task-0123456789abcdef", false],
    ["eu-sk-0123456789", false],
    ["sk-<redacted>", false],
    ["sk-xxxx", false],
    ["len:51", false],
  ])("%s: %j", async (line, flagged) => {
    expect(await found(line)).toEqual(flagged ? ["key-shaped 2"] : []);
  });

  it("is not the key of the run, which is a finding of its own", async () => {
    expect(await found(KEY)).toEqual(["secret-in-log 2"]);
  });
});

describe("what was asked and answered", () => {
  it.each([
    [`prompt: ${PROMPT_MARKER} repeat ${REPLY_MARKER}-1a2b`, "prompt-in-log 2"],
    [JSON.stringify({ body: JSON.stringify({ input: `"${PROMPT_MARKER}"` }) }), "prompt-in-log 2"],
    [JSON.stringify({ content: `${REPLY_MARKER}-1a2b` }), "response-in-log 2"],
    [base64(`{"content":"(${PROMPT_MARKER}) ${REPLY_MARKER}-1a2b"}`), "prompt-in-log 2"],
    [base64(`{"content":"OK ${REPLY_MARKER}-1a2b"}`), "response-in-log 2"],
  ])("holds when it is logged: %s", async (line, rule) => {
    const check = await checkOf(`${json}\n${line}`);
    expect(rulesOf(check)).toEqual([rule]);
    expect(check.findings[0]).toMatchObject({ trigger: "prompt-exposure", severity: "hold" });
  });

  it("tells the prompt from the answer", async () => {
    const lines = [PROMPT_MARKER, `${PROMPT_MARKER} ${REPLY_MARKER}`, REPLY_MARKER].join("\n");
    const { findings } = await checkOf(`${json}\n${lines}`);
    expect(
      findings.map(({ rule, line, message }) => `${rule} ${line} ${message.match(/one line|\d lines/)?.[0]}`),
    ).toEqual(["prompt-in-log 2 2 lines", "response-in-log 4 one line"]);
  });
});

/** Signs that no other test has, the same in every run. */
const random = (length: number, signs = "kD9x2LmQ7pVz4bQ8tRw5YhJcN3sGfA6e") =>
  Array.from({ length }, (_, i) => signs[(i * 7 + (i >> 3) * 5 + 3) % signs.length]).join("");

describe("other people's secrets", () => {
  it.each([
    ["GitHub's", `cloning with ghp_${random(36)}`],
    ["GitHub's, in JSON", `{"token":"ghs_${random(36)}"}`],
    ["Slack's", `xoxb-${random(12, "248136975")}-${random(12, "973518246")}-${random(24)}`],
    ["AWS's", `using AKIA${random(16, "Q7ZKXW3MTB5VNRJ2")}`],
    ["Google's", `?key=AIza${random(35)}&alt=json`],
    ["xAI's", `xai-${random(80)}`],
    ["Groq's", `gsk_${random(52)}`],
    ["GitLab's", `glpat-${random(20)}`],
    ["npm's", `npm_${random(36)}`],
    ["a private key", `-----BEGIN RSA PRIVATE KEY-----\n${random(64)}\n${random(64)}\n-----END RSA PRIVATE KEY-----`],
    ["a private key in JSON", `{"k":"-----BEGIN PRIVATE KEY-----\\n${random(64)}\\n${random(64)}\\n"}`],
    ["a token in a field for one", `{"session":{"access_token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.${random(43)}"}}`],
    ["a password in a URL", "connecting to postgres://shop:k8Tz1vQp92@db-3.shop.io:5432/shop"],
    ["a password without a user", "redis://:p9vKx2LmQ7@cache.shop.io:6379"],
  ])("are a rollback: %s", async (_, line) => {
    const check = await checkOf(`${json}\n${line}\n${json}`);
    expect(check.findings).toMatchObject([
      { trigger: "sensitive-exposure", rule: "foreign-credential", severity: "rollback", line: 2 },
    ]);
    expect(JSON.stringify(check)).not.toContain(line.slice(-20));
  });

  it.each([
    "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "ghp_****************************1a2b",
    "xoxb-your-token-here-1234",
    "AIzaSy***************",
    "npm_config_cache=/root/.npm npm_lifecycle_event=test",
    "SG.Logger.Formatting.DefaultFormatterWithColors",
    `{"cursor":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.${random(43)}"}`,
    '{"token":"eyJhbGciOiJIUzI1NiJ9.eyJuYW1lIjoiSm9obiJ9.***"}',
    "postgres://shop:***@db.shop.io/shop",
    "postgres://postgres:postgres@localhost:5432/app",
    "https://user:password@example.com",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a shell
    "redis://:${REDIS_PASSWORD}@cache.shop.io:6379",
    "https://packages.example/@scope/pkg@1.2.3",
    "-----BEGIN PRIVATE KEY-----\\n[redacted]\\n-----END PRIVATE KEY-----",
    `-----BEGIN CERTIFICATE-----\\n${random(200)}\\n-----END CERTIFICATE-----`,
  ])("are none when they are documentation, blank or local: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });
});

describe("personal data in a record of this run", () => {
  const message = (text: string) => checkOf(JSON.stringify({ ...RECORD, message: text }));

  it.each(["user kim.larsen@nordmail.dk asked", "paid with 4539 5787 6362 1486", "card 4539578763621486 declined"])(
    "holds: %s",
    async (text) => {
      expect((await message(text)).findings).toMatchObject([
        { trigger: "prompt-exposure", rule: "personal-data-in-log", severity: "hold", line: 1 },
      ]);
    },
  );

  it.each([
    "user kim@example.com asked",
    "contact support@shop.io",
    "gate@proj-1.iam.gserviceaccount.com",
    "git@github.com:octo/app.git @scope/pkg@1.2.3",
    "test card 4111 1111 1111 1111",
    "order_id=4539578763621486",
    "at 1763633472123456",
    "45395787-6362-1486-4539-578763621486",
  ])("is none: %s", async (text) => {
    expect(rulesOf(await message(text))).toEqual([]);
  });

  it("is not looked for in the records of other runs", async () => {
    expect(await found("user kim.larsen@nordmail.dk asked")).toEqual([]);
  });
});
