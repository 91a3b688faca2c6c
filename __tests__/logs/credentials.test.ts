/** Credentials of whatever service in a log: those that may live are found, blanks, references and ids are not. */
import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "@jest/globals";
import { checkOf, RECORD, removeFolders, rulesOf } from "./checking.ts";

afterAll(removeFolders);

/** The rules that a line of another run breaks. */
const found = async (line: string) => rulesOf(await checkOf(`${JSON.stringify(RECORD)}\n${line}`));

let drawn = 0;
/** Signs that look random, the same in every run; never a credential of anybody. */
function signs(length: number, alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"): string {
  let text = "";
  for (; text.length < length; drawn++)
    for (const byte of createHash("sha256").update(`${drawn}`).digest()) text += alphabet[byte % alphabet.length];
  return text.slice(0, length);
}
const hex = (length: number) => signs(length, "0123456789abcdef");
const base64 = (bytes: number) => Buffer.from(hex(2 * bytes), "hex").toString("base64");
const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;

describe("a credential under its name", () => {
  it.each([
    `apikey: ${signs(32)}`,
    JSON.stringify({ headers: { apikey: signs(40) } }),
    `Ocp-Apim-Subscription-Key: ${hex(32)}`,
    JSON.stringify({ log: JSON.stringify({ "x-auth-token": signs(32) }) }),
    `map[X-Functions-Key:[${signs(54)}]]`,
    `DD-API-KEY: ${hex(32)}`,
    `apikey=${uuid()}`,
    `cf-access-client-secret: ${hex(64)}`,
    `GET /v1/x?api_key=${hex(32)} 200`,
    `https://api.shop.io/x?a=1&subscription-key=${hex(32)}`,
    `aws_secret_access_key=${signs(40)}`,
    JSON.stringify({ Credentials: { SecretAccessKey: signs(40) } }),
    `AccountName=shop;AccountKey=${base64(64)};EndpointSuffix=core.windows.net`,
    `SharedAccessKeyName=Root;SharedAccessKey=${base64(32)}`,
    JSON.stringify({ client_secret: signs(40) }),
    `OPENAI_API_KEY=${signs(40)}`,
    `GET /v1/models?token=${signs(32)} 200`,
    `GET /v1/models?a=1&secret=${signs(40)} 200`,
    `INFO signed in token=${signs(32)}`,
    `token: ${signs(36)}`,
    JSON.stringify({ token: signs(32) }),
    JSON.stringify({ log: JSON.stringify({ token: signs(64) }) }),
    JSON.stringify({ config: { secret: signs(48) } }),
    `{'secret': '${signs(32)}'}`,
    `Authorization: Digest username="shop", realm="api", nonce="${hex(32)}", uri="/v1/x", response="${hex(32)}"`,
    `Authorization: Signature keyId="shop",algorithm="hs2019",headers="date",signature="${base64(40)}"`,
  ])("with a live value is a rollback: %s", async (line) => {
    expect(await found(line)).toEqual(["authorization-header 2"]);
  });

  it.each([
    "apikey: ***",
    "token=abc",
    "token=expired secret=none",
    `token=${signs(24)}`,
    `token=${hex(40)} secret=${hex(64)}`,
    `secret: ${hex(32)}`,
    `tokens=${signs(32)}`,
    `next_page_token=${signs(32)} pageToken=${signs(40)} continuation_token=${signs(48)} $skiptoken=${signs(40)}`,
    JSON.stringify({
      nextPageToken: signs(40),
      page: { next_token: signs(40) },
      csrf_token: signs(43),
      _token: signs(40),
    }),
    `next page token: ${signs(40)}`,
    `X-CSRF-Token: ${signs(43)}`,
    JSON.stringify({ token: `${signs(22)}:APA91b${signs(134)}`, "device-token": signs(64) }),
    JSON.stringify({ token: `03AF${signs(500)}`, action: "login" }),
    JSON.stringify({ token: `ExponentPushToken[${signs(22)}]` }),
    JSON.stringify({ choices: [{ logprobs: { content: [{ token: "Hello", bytes: [72], top_logprobs: [] }] } }] }),
    JSON.stringify({ usage: { total_tokens: 512 }, max_tokens: 400, token: uuid(), secret: base64(32) }),
    `secret=llm-production-key-2026-version-7 token=vault:${signs(32)}`,
    `token=0x${hex(20)}${hex(20).toUpperCase()} token=${signs(44)} token=T${signs(33)}`,
    `token=${signs(24)}… token=${signs(20)}***`,
    JSON.stringify({ apikey: null, apiKeyLength: 51, apiKeyPresent: true }),
    `apikey: ${signs(24)}…`,
    `api_key_id=${hex(24)} api_key_hash=${hex(64)}`,
    `{"api_key":"${hex(64)}"}`,
    "api_key=env:COMETAPI_KEY_2026_PRODUCTION",
    "api_key=secretref:cometapi-key-2026-production",
    "client_secret=arn:aws:secretsmanager:eu-west-1:210987654321:secret:shop-AbCd3F",
    "OPENAI_API_KEY=projects/p1/secrets/shop-key-2026/versions/7",
    "?api_key=%7BAPI_KEY%7D",
    "x-access-token-expires-in: 3600",
    "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
    `idempotency-key: ${uuid()} sec-websocket-key: ${base64(16)}`,
    `partition-key=${hex(24)} next_token=${signs(60)} page_token=${signs(40)} csrf-token: ${signs(32)}`,
    'authorization: Digest username="shop", realm="x", nonce="n", response="[redacted]"',
    `www-authenticate: Digest realm="api", nonce="${hex(32)}", opaque="${hex(32)}"`,
  ])("without one is fine: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });
});

describe("a credential that is known by its form", () => {
  it.each([
    `https://hooks.slack.com/services/T0${signs(9, "ABCDEFGH2345679")}/B0${signs(9, "ABCDEFGH2345679")}/${signs(24)}`,
    `https://discord.com/api/webhooks/${signs(18, "123456789")}/${signs(68)}`,
    `POST https://api.telegram.org/bot7${signs(9, "123456789")}:AA${signs(33)}/sendMessage`,
    `https://shop.blob.core.windows.net/c?se=2027-01-01&sig=${encodeURIComponent(base64(32))}`,
    `GET https://maps.shop.io/x?key=k${signs(30)}7aB&a=1`,
    "postgres://shop:k8T#z1vQp92@db-3.shop.io:5432/shop",
    "postgresql+asyncpg://shop:k8Tz1vQp92@db-3.shop.io:5432/shop",
    "jdbc:postgresql://db-3.shop.io/shop?user=shop&password=k8Tz1vQp92",
    "Server=db.shop.io;Database=x;User Id=shop;Password=k8Tz1vQp92;",
    ...[
      `hf_${signs(34)}`,
      `whsec_${signs(31)}7`,
      `sk_live_${signs(23)}7`,
      `dapi${hex(32)}`,
      `GOCSPX-${signs(24)}a7B-`,
      `xapp-1-A${signs(10, "ABCDEF23456")}-${signs(13, "123456789")}-${hex(64)}`,
      `csk-${signs(47)}7`,
      `pcsk_${signs(6)}_${signs(58)}a7B`,
      `jina_${signs(59)}7`,
      `xkeysib-${hex(64)}-${signs(16)}`,
      `PMAK-${hex(24)}-${hex(34)}`,
      `glptt-${hex(40)}`,
      `shpat_${hex(32)}`,
      `nfp_${signs(35)}7`,
      `sbp_${hex(40)}`,
      `rubygems_${hex(48)}`,
    ].map((key) => `using ${key} for it`),
  ])("is a rollback: %s", async (line) => {
    expect(await found(line)).toEqual(["foreign-credential 2"]);
  });

  it.each([
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
    "https://hooks.slack.com/services/T0ABC1234/B0ABC1234/[redacted]",
    `GET /cache?key=${hex(32)} ?key=${uuid()} ?key=user-profile-2026-11-20 cache key=${hex(40)}`,
    "?sig=valid &sig=***",
    "http://shop.io:3000#/a@b.c https://shop.io:443?mail=a@b.io",
    "postgres://user:pass#word@localhost/db",
    "Server=db;Password=****; password: required; password=[FILTERED]",
    "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx HF_HUB_OFFLINE=1 hf_hub_download_timeout_seconds_30_of_60",
    `sk_test_${signs(24)} whsec_... sk_live_...`,
    "pa-frontend-7d9f8b6c5d-x2x4q re_index_job_20261120_abcdef key-value-store-20261120",
    `fw_01JCX3V9Q2M7T5R8W4K6Y1Z0AB call fc-${hex(32)} key-${hex(32)}`,
    `shop@sha256:${hex(64)} integrity="sha512-${base64(64)}" ?v=${signs(32)}`,
  ])("is none where it is blank, documented or an id: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });
});

/** How logs write a line within another text. */
const LAYERS: Readonly<Record<string, (line: string) => string>> = {
  "as it is": (line) => line,
  "in JSON": (line) => JSON.stringify({ message: line }),
  "in JSON in JSON": (line) => JSON.stringify({ message: JSON.stringify({ message: line }) }),
  "in a URL": (line) => encodeURIComponent(line),
};

describe("a password", () => {
  const password = () => `${signs(4)}7q${signs(4)}`;

  it.each([
    `curl -u shop:${password()} https://gw.acme.io/v1/models`,
    `curl -sSu 'shop:${password()}' https://gw.acme.io`,
    `curl --user=shop:${password()} https://gw.acme.io`,
    `curl --proxy-user shop:${password()} https://gw.acme.io`,
    JSON.stringify({ cmd: `curl -u "shop:${password()}" https://gw.acme.io` }),
    JSON.stringify({ argv: ["curl", "-u", `shop:${password()}`, "https://gw.acme.io"] }),
    `http -a shop:${password()} https://gw.acme.io`,
    `wget --user=shop --password=${password()} https://gw.acme.io/a`,
    `wget --http-user shop --http-password ${password()} https://gw.acme.io/a`,
    `mysql -h db.acme.io -u shop -p${password()} shop`,
    `mysqldump -ushop -p'${password()}' shop`,
    JSON.stringify(["mysql", "-u", "shop", `-p${password()}`]),
    `PGPASSWORD=${password()} psql -h db.acme.io -U shop`,
    `export MYSQL_PWD='${password()}'`,
    `redis-cli -h cache.acme.io -a ${password()} ping`,
    `REDISCLI_AUTH=${password()} redis-cli ping`,
    `redis://:${password()}@cache.acme.io:6379/0`,
    `sshpass -p ${password()} ssh deploy@host.acme.io`,
    `docker login -u shop -p ${password()} registry.acme.io`,
    `mongodump -u shop -p ${password()} --db shop`,
    `ldapsearch -x -D cn=admin,dc=acme -w ${password()}`,
    `sqlcmd -S db.acme.io -U sa -P ${password()}`,
    `openssl enc -aes-256-cbc -pass pass:${password()} -in a`,
    `smbclient //host/share -U shop%K${password()}`,
    `lftp -u shop,${password()} ftp.acme.io`,
    `java -Djavax.net.ssl.keyStorePassword=${password()} -jar a.jar`,
    `DB_PASSWORD=${password()} node app.js`,
    JSON.stringify({ smtp_password: password() }),
    `spring.datasource.password=${password()}`,
    `psql "host=db.acme.io user=shop password=${password()}"`,
    `aws configure set aws_secret_access_key ${signs(40)}`,
    `az storage blob list --account-key ${base64(64)}`,
  ])("on a command line, in a variable or under its name is a rollback: %s", async (line) => {
    expect(await found(line)).toEqual([expect.stringMatching(/ 2$/)]);
  });

  it.each([
    "curl -u $USER:$PASS https://gw.acme.io",
    "curl -u shop:*** https://gw.acme.io",
    "curl -u user:password https://gw.acme.io",
    "curl -u 'USERNAME:API_TOKEN' https://gw.acme.io",
    "curl -u admin:admin http://localhost:9200",
    "curl -u elastic:changeme http://localhost:9200",
    "curl --user test:test123 https://gw.acme.io",
    "docker run --user 1000:1000 -p 8080:80 mysql8:latest",
    "curl/8.5.0 -u 1000:200000",
    "mysql -u root -p shop2024x",
    "mysql -u root -p$MYSQL_ROOT_PASSWORD",
    "mysql -h db -port=3306x",
    "mysqladmin ping -h db -proot",
    "ssh -p2222 deploy@host",
    "PGPASSWORD=postgres psql -h localhost",
    "PGPASSWORD=$DB_PASS psql",
    'export PGPASSWORD="$(cat /run/secrets/db1)"',
    "redis-cli -h cache.acme.io -a $REDIS_PASSWORD -p 6379",
    "redis://:@cache:6379",
    "docker login -u shop -p *** ghcr.io",
    "docker login -u shop --password-stdin ghcr.io",
    "wget --password=PASSWORD https://gw.acme.io",
    "tool --password /run/secrets/db_pw1",
    "user changed password: id=8f3a2b1c9d",
    "✓ rejects password=hunter2wrong (3 ms)",
    "test_login[password=hunter2wrong] PASSED",
    "not ok 3 - login --password=wrongPass1 exits 1",
    "reset password: ref:8f3a2b1c9d ok",
    "tool --password-file=/run/secrets/db1",
    "openssl enc -pass file:/run/pw1",
    "java -Djavax.net.ssl.keyStorePassword=changeit",
    "Authorization: Basic QWxhZGRpbjpPcGVuU2VzYW1l",
    '{"password":"[FILTERED]","has_password":true,"password_hash":"$2b$12$KIXabc9f8e7d"}',
    '{"password":"5f4dcc3b5aa765d61d8327deb882cf99"}',
    '{"encrypted_password":"9fK2mQ7xR4tV8wZ1"}',
    '{"fields":["password","address2line1"]}',
    "password=sha256:4f9c1e7ab2d8036e",
    "password=ENC(9fK2mQ7xR4tV8wZ1)",
    "password=:password1 and name = ?",
    "password: vault:secret/db#a1b2c3d4",
    "password=P@ssw0rd",
    "password: Password123",
    "password reset for user 4711a2b3c4",
    "Invalid password: attempt3 of 5",
    "password_changed_at=2026-11-20T10:11:12Z",
    "pwd=/home/runner/work/a1b2c3d4",
  ])("that is blanked, referred to, hashed or out of documentation is none: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });
});

describe("a credential in Markdown", () => {
  const EMPHASIS: Readonly<Record<string, (text: string) => string>> = {
    "**": (text) => `**${text}**`,
    _: (text) => `_${text}_`,
    "***": (text) => `***${text}***`,
    "~~": (text) => `~~${text}~~`,
    "`": (text) => `\`${text}\``,
    "```": (text) => `\`\`\`${text}\`\`\``,
    "**_": (text) => `**_${text}_**`,
    "**`": (text) => `**\`${text}\`**`,
  };
  const token = () => `${signs(38)}7`;
  const LINES: Readonly<Record<string, (marked: (text: string) => string) => string>> = {
    "a key with its scheme": (marked) => `sent ${marked(`Bearer sk-${token()}`)} to it`,
    "a token with its scheme": (marked) => `sent ${marked(`Bearer ${token()}`)} to it`,
    "a login with its scheme": (marked) =>
      `sent ${marked(`Basic ${Buffer.from(`shop:${token()}`).toString("base64")}`)} to it`,
    "a key": (marked) => `sent ${marked(`sk-${token()}`)} to it`,
    "somebody's key": (marked) => `sent ${marked(`ghp_${signs(36)}`)} to it`,
    "a token behind its scheme": (marked) => `sent Bearer ${marked(token())} to it`,
    "a scheme": (marked) => `sent ${marked("Bearer")} ${token()} to it`,
    "a header": (marked) => marked(`Authorization: Bearer ${token()}`),
    "the name of a header": (marked) => `${marked("x-api-key:")} ${hex(32)}`,
    "name and value": (marked) => `- ${marked("api_key")}: ${marked(hex(32))}`,
    "an address with a login": (marked) => `to ${marked(`amqp://shop:k8Tz1vQ${signs(6)}p92@mq.shop.io`)}`,
    "the cells of a row": (marked) => `| ${marked("x-api-key")} | ${marked(hex(32))} |`,
  };

  it.each(Object.keys(LINES))("is a rollback whatever the emphasis: %s", async (what) => {
    for (const [marks, marked] of Object.entries(EMPHASIS))
      for (const [layer, written] of Object.entries(LAYERS)) {
        const line = written(LINES[what]?.(marked) ?? "");
        expect([marks, layer, line, (await found(line)).length > 0]).toEqual([marks, layer, line, true]);
      }
  });

  it.each([
    " id | api_key | created_at | 2026-11-20",
    "| x-api-key | required | string |",
    "|token|Bearer|3600|",
    "| Authorization | Bearer **** | apikey: *** |",
    "**Bearer** token missing; *Authorization* header is required",
    "**Note:** set `OPENAI_API_KEY` in the environment of `deploy-service-2026-production`",
    "x-api-key: **redacted** Authorization: Bearer **REDACTED** apikey: `<your key>`",
    'Authorization: ***, x-api-key: ***, {"apikey":"***","x-auth-token":"***"}',
    `apikey:*** request_id=${signs(32)}`,
    "`sk-***` **sk-...** _sk-abc…_ Bearer ***7aB3*** Bearer `$TOKEN`",
    "src/**/*.ts 2 ** 10 __init__.py *args, **kwargs={'api_key': None} _private_ ~~old~~",
    `**api_key**: **${"x".repeat(32)}**`,
    "retry *3* of _5_ for `shop-worker-7d9f8b6c5d-x2x4q` with **basic** plan premium-2026-annual",
  ])("is none where nothing lives: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });
});

describe("a login whose address is escaped", () => {
  const PASSWORD = "k8Tz1vQrm4p92";
  const WRITTEN: readonly (readonly [how: string, change: (address: string) => string])[] = [
    ...Object.entries(LAYERS),
    ["in a parameter", (address) => `GET /in?next=${encodeURIComponent(address)}&a=1 200`],
    ["twice in a URL", (address) => encodeURIComponent(encodeURIComponent(address))],
    ["with its signs alone", (address) => address.replace(/(?<=\/\/.*):/, "%3A").replace("@", "%40")],
    ["with its beginning alone", (address) => address.replace("://", "%3A%2F%2F")],
    ["in small letters", (address) => address.replace("://", "%3a%2f%2f").replace("@", "%40")],
    ["of PHP", (address) => JSON.stringify({ url: address }).replaceAll("/", "\\/")],
    ["of ASCII alone", (address) => address.replace(/[:/@]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)],
    ["in a dump", (address) => address.replace(/[:/@]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`)],
    ["in HTML", (address) => address.replace(/[:/@]/g, (sign) => `&#${sign.charCodeAt(0)};`)],
    [
      "in HTML by hexadecimal digits",
      (address) => address.replace(/[:/@]/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`),
    ],
    ["in Markdown", (address) => `[db](${address})`],
  ];

  it.each(WRITTEN)("is a rollback %s", async (_how, written) => {
    for (const address of [`postgres://shop:${PASSWORD}@db-3.shop.io:5432/x`, `redis://:${PASSWORD}@r.shop.io`])
      expect([address, await found(written(address))]).toEqual([address, ["foreign-credential 2"]]);
  });

  it.each([
    "GET /in?next=https%3A%2F%2Fapi.shop.io%3A443&mail=jane12%40mail.invalid",
    "redirect_uri=https%3A%2F%2Fshop.io%2Fcb%3Fa%3D1%26user%3Dbot42%40mail.invalid",
    "https://api.shop.io:8443/v1?email=bot42%40mail.invalid",
    "https://api.shop.io:8443,bot42%40mail.invalid https://api.shop.io:443&mail=bot42%40mail.invalid",
    "git+ssh://git@github.com/shop/llm%40v1.2.3 https://registry.shop.io/%40scope%2Fpackage-2026",
    `docker://shop.io:5000/app%40sha256:${hex(64)}`,
    "postgres%3A%2F%2Fshop%3A***%40db.shop.io postgres:\\/\\/shop:[redacted]@db.shop.io",
    "postgres%3A%2F%2Fuser%3Apassword%40localhost%3A5432 https%3A%2F%2Fuser%3Apass%40shop.io",
    '{"url":"https:\\/\\/api.shop.io:443\\/a@b"}',
    "https%3A%2F%2Fapi.shop.io%3A443%26mail%3Dbot42%40mail.invalid",
    "https://shop%40team@api.shop.io/x ssh://git@shop.io:22/x",
  ])("is none where nothing lives: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });
});

describe("a key that stands directly behind an escape", () => {
  const CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  const part = (text: string) => Buffer.from(text).toString("base64url");
  const keys = [
    `sk-${signs(47)}7`,
    `sk-proj-${signs(40)}7aB`,
    `sk-ant-api03-${signs(90)}7aB`,
    `ghp_${signs(36)}`,
    `AKIA${signs(8, CAPITALS)}7Q${signs(6, CAPITALS)}`,
    `AIza${signs(35)}`,
    `xoxb-${signs(12, "23456789")}-${signs(12, "23456789")}-${signs(24)}`,
    `gsk_${signs(51)}7`,
    `xai-${signs(79)}7`,
    `token=${part('{"alg":"HS256"}')}.${part(`{"sub":"${hex(8)}"}`)}.${signs(43)}`,
    `-----BEGIN PRIVATE KEY-----\n${base64(48)}\n${base64(48)}\n-----END PRIVATE KEY-----`,
  ];
  const json = (text: string) => JSON.stringify({ log: text });
  const oneLine = (lineBreak: string) => (text: string) => text.replaceAll("\n", lineBreak);
  const inText = oneLine("\\n");
  /** As the encoders of .NET and Go write the signs of HTML. */
  const inHtmlSafeJson = (text: string) =>
    json(text).replace(/\\"|[<>&'+]/g, (sign, at) =>
      sign === '\\"' || at > 8
        ? `\\u00${sign
            .charCodeAt(sign.length - 1)
            .toString(16)
            .toUpperCase()}`
        : sign,
    );

  it.each<readonly [string, (key: string) => string]>([
    ["a colour", (key) => `\u001b[36mvalue\u001b[0m=\u001b[1;35m${inText(key)}\u001b[0m`],
    ["a colour of 24 bits", (key) => `\u001b[38;2;255;135;0m${inText(key)}\u001b[0m`],
    ["a match of grep", (key) => `\u001b[01;31m\u001b[K${inText(key)}\u001b[m\u001b[K`],
    ["a reset of tput", (key) => `\u001b[m\u001b(B${inText(key)}`],
    ["a colour in JSON", (key) => json(`\u001b[36m${key}\u001b[0m`)],
    ["a colour in JSON in JSON", (key) => json(json(`\u001b[36m${key}\u001b[0m`))],
    ["a colour as cat shows it", (key) => `^[[36m${inText(key)}^[[0m`],
    ["a colour as Python shows it", (key) => `'\\x1b[36m${inText(key)}\\x1b[0m'`],
    ["a colour as a shell writes it", (key) => `\\033[36m${inText(key)}\\033[0m`],
    ["a colour as rsyslog writes it", (key) => `#033[36m${oneLine("#012")(key)}#033[0m`],
    ["a colour in a URL", (key) => encodeURIComponent(`\u001b[36m${key}\u001b[0m`)],
    ["a colour that lost its first sign", (key) => `[36m${inText(key)}[0m`],
    ["a quote in HTML-safe JSON", (key) => inHtmlSafeJson(`uses '${key}'`)],
    ["a double quote in HTML-safe JSON", (key) => inHtmlSafeJson(`uses "${key}"`)],
    ["a bracket in HTML-safe JSON", (key) => inHtmlSafeJson(`uses <${key}>`)],
    ["HTML-safe JSON in JSON", (key) => json(inHtmlSafeJson(`uses "${key}"`))],
    ["a quote as nginx writes it", (key) => `"POST /" "\\x22${oneLine("\\x0A")(key)}\\x22"`],
    ["a typographic quote in ASCII", (key) => `\\u201c${inText(key)}\\u201d`],
    ["an octal number", (key) => `\\047${inText(key)}\\047`],
    ["a quote in a URL", (key) => `q=%22${encodeURIComponent(key)}%22`],
    ["an equals sign in a URL in a URL", (key) => `next=${encodeURIComponent(encodeURIComponent(`k=${key}`))}`],
    ["a plus in a form", (key) => `q=the+${encodeURIComponent(key)}&a=1`],
    ["a quote in HTML", (key) => `k=&quot;${oneLine("&#10;")(key)}&quot;`],
    ["a tag in HTML", (key) => `&lt;b&gt;${inText(key)}&lt;/b&gt;`],
    ["quoted-printable", (key) => `k=3D${key.replaceAll("=", "=3D").replaceAll("\n", "=0A")}`],
    ["a line break in JSON", (key) => json(`is\n${key}`)],
    ["a tab in JSON in JSON", (key) => json(json(`is\t${key}`))],
    ["a form feed and a zero", (key) => json(`is\f\0${key}`).replace("\\u0000", "\\0")],
    ["a tab as rsyslog writes it", (key) => `is#011${oneLine("#012")(key)}`],
    ["a tab as cat shows it", (key) => `is^I${oneLine("^J")(key)}`],
    ["a backtick", (key) => `\`${inText(key)}\``],
    ["bold type", (key) => `**${inText(key)}**`],
    ["emphasis", (key) => `_${inText(key)}_`],
    ["a default of a shell", (key) => `\${KEY:-${inText(key)}}`],
  ])("is found: %s", async (_, write) => {
    const { findings } = await checkOf(`${JSON.stringify(RECORD)}\n${keys.map(write).join("\n")}\n`);
    expect(findings.map(({ rule, message }) => `${rule} ${/\d+(?= lines)/.exec(message)?.[0]}`).sort()).toEqual([
      "foreign-credential 8",
      "key-shaped 3",
    ]);
  });

  it.each([
    `api_key%3D${hex(32)}`,
    `%22api_key%22%3A%22${hex(32)}%22`,
    `\u001b[36mapi_key\u001b[0m=\u001b[35m${hex(32)}\u001b[0m`,
    `[36mapi_key[0m=[35m${hex(32)}[0m`,
    `&lt;b&gt;api_key=${hex(32)}&lt;/b&gt;`,
    `is#012Authorization: Bearer ${signs(24)}`,
    `auth=Bearer%2520${signs(24)}`,
  ])("has a name that is read as well: %s", async (line) => {
    expect(await found(line)).toEqual(["authorization-header 2"]);
  });

  it.each([
    `desk-${signs(30)} x_sk-${signs(30)} a\\u0061sk-${signs(30)} a%2Dsk-${signs(30)}`,
    `rate(x[5m])sk-learn \u001b[36msk-****\u001b[0m %3Dsk-proj-xxxxxxxx &quot;sk-REDACTED&quot; \\u0027sk-…`,
    `**sk-${signs(20)}*** *sk-${signs(20)}** sk-${signs(20)}**`,
    `%22api_key%22%3A%22%2A%2A%2A%2A%2A%2A%2A%2A%22 api_key%3D%7BAPI_KEY%7D`,
    `\u001b[36mghp_${"x".repeat(36)}\u001b[0m %22ghp_****`,
  ])("is none in the middle of a word or where it is blank: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });
});

describe("a credential of a shape", () => {
  const hook = () => `T0${signs(9, "ABCDEFGH2345679")}/B0${signs(9, "ABCDEFGH2345679")}/${signs(24)}`;
  it.each([
    `"https:\\/\\/hooks.slack.com\\/services\\/${hook().replaceAll("/", "\\/")}"`,
    `https%3A%2F%2Fhooks.slack.com%2Fservices%2F${encodeURIComponent(hook())}`,
    `-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEI${signs(43)}\\n-----END PRIVATE KEY-----`,
    `ghp_${signs(36)}`,
    `github_pat_${signs(22)}_${signs(59)}`,
    `xoxb-${signs(12, "123456789")}-${signs(13, "123456789")}-${signs(24)}`,
    `npm_${signs(35)}7`,
    `SG.${signs(22)}.${signs(43)}`,
    `hvs.${signs(22)}a7B`,
    `glsa_${signs(32)}_${hex(8)}`,
  ])("is found with its slashes escaped, and by the prefix of its issuer: %s", async (text) => {
    expect(await found(`using ${text} for it`)).toEqual(["foreign-credential 2"]);
  });
});

describe("a password in groups", () => {
  it.each([
    'SMTP_PASSWORD="kqzr wvna eoyb tcpl"',
    JSON.stringify({ smtp: { user: "shop", password: "kqzr wvna eoyb tcpl" } }),
    JSON.stringify({ message: JSON.stringify({ password: "kqzr wvna eoyb tcpl" }) }),
    "{ password: 'Kq7r wVna 3oYb tCpl 9mZx hH2d' }",
  ])("as services draw them for applications is a rollback: %s", async (line) => {
    expect(await found(line)).toEqual(["foreign-credential 2"]);
  });

  it.each([
    '{"password":"must have been used"}',
    '{"password":"correct horse battery staple"}',
    '{"password":"Enter your password to sign in"}',
    '{"errors":{"password":["is too short (minimum is 8 characters)"]}}',
    "password: must have been lost",
    '{"password":"xxxx xxxx xxxx xxxx"}',
    '{"password":"**** **** **** ****"}',
  ])("is none where it is a sentence or a blank: %s", async (line) => {
    expect(await found(line)).toEqual([]);
  });
});
