/** What opens a URL is never shown. */
import { describe, expect, it } from "@jest/globals";
import { withoutUserinfo } from "../../src/text/userinfo.ts";

describe("a text loses the user name and password of every URL in it", () => {
  it.each([
    ["https://u:hunter2@eu.example/v1", "https://eu.example/v1"],
    ["https://token-of-mine@eu.example", "https://eu.example"],
    ["HTTPS://u:@eu.example", "HTTPS://eu.example"],
    ["//u:hunter2@eu.example/v1", "//eu.example/v1"],
    ["postgres://u:hunter2@db.example:5432/x", "postgres://db.example:5432/x"],
    ["https://u:hun@ter2@eu.example", "https://eu.example"],
    ["https://u:hun/ter2@eu.example/v1", "https://eu.example/v1"],
    ["https://u:hun%40ter2@eu.example:8443?a=b", "https://eu.example:8443?a=b"],
    ["eu https://u:a@one.example us https://u:b@two.example", "eu https://one.example us https://two.example"],
  ])("%s", (text, shown) => {
    expect(withoutUserinfo(text)).toBe(shown);
  });

  it.each([
    "https://eu.example:8443/teams/@red",
    "https://eu.example/v1?mail=a@b.example",
    "https://gateway:12/34@red",
    "https://[::1]:8443/@red",
    "@octocat",
    "repo:tag@sha256:0123",
    "eu, large",
  ])("and nothing else: %s", (text) => {
    expect(withoutUserinfo(text)).toBe(text);
  });
});
