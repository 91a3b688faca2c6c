/** Keys in an answer, and what only looks like one. */
import { describe, expect, it } from "@jest/globals";
import { holdsKey } from "../../src/probes/app-key.ts";

const DRAWN = "Zq8vN2mK5tYwX1bR7cHdL0pJ4sG6fA9eU3iO";

describe("an answer", () => {
  it.each([
    "bad key sk-proj-0123456789abcdef",
    "sk-0123456789abcdefghij",
    "one\\nsk-0123456789abcdefghij",
    `The token is ghp_${DRAWN}`,
    `-----BEGIN PRIVATE KEY-----\n${DRAWN}${DRAWN}\n-----END PRIVATE KEY-----`,
    `-----BEGIN PRIVATE KEY-----\\n${DRAWN}${DRAWN}\\n`,
    "postgres://shop:hT7qLz9vW2@db.internal:5432/shop",
    `AKIAQ7ZX2M4NB6VCD3PT and wJq8${DRAWN}`,
  ])("holds a key: %s", (text) => {
    expect([holdsKey(text), holdsKey(JSON.stringify({ reply: text }))]).toEqual([true, true]);
  });

  it.each([
    ["a product's number", "Produkt sk-1003450001234567 ist lieferbar."],
    ["a key for browsers", `{"apiKey":"AIza${DRAWN.slice(1)}"}`],
    [
      "a signed address",
      `https://s.example/a?X-Amz-Credential=AKIAQ7ZX2M4NB6VCD3PT%2F20261120&X-Amz-Signature=${"0a1b2c3d".repeat(8)}`,
    ],
    ["a token of a session", `{"access_token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${DRAWN}"}`],
    ["a login that stands for one", "postgres://user:password@db.shop.internal/shop, postgres://app:secret123@db/shop"],
    ["what begins like a key", "-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----"],
    ["a public key", `-----BEGIN PUBLIC KEY-----\n${DRAWN}${DRAWN}\n-----END PUBLIC KEY-----`],
  ])("does not where it has %s", (_, text) => {
    expect(holdsKey(text)).toBe(false);
  });
});
