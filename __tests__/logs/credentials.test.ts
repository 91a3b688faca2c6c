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
    `Authorization: Digest username="shop", realm="api", nonce="${hex(32)}", uri="/v1/x", response="${hex(32)}"`,
    `Authorization: Signature keyId="shop",algorithm="hs2019",headers="date",signature="${base64(40)}"`,
  ])("with a live value is a rollback: %s", async (line) => {
    expect(await found(line)).toEqual(["authorization-header 2"]);
  });

  it.each([
    "apikey: ***",
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
