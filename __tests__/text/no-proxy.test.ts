import { describe, expect, it } from "@jest/globals";
import { exempts, unreadExceptions } from "../../src/text/no-proxy.ts";

describe("a host in NO_PROXY", () => {
  it.each([
    // Names
    ["api.corp.example", "https://api.corp.example", true],
    ["corp.example", "https://api.corp.example", true],
    [".corp.example", "https://api.corp.example", true],
    [".corp.example", "https://corp.example", true],
    ["*.corp.example", "https://api.corp.example", true],
    ["*.corp.example", "https://corp.example", false],
    ["corp.example", "https://othercorp.example", false],
    ["Corp.Example.", "https://api.corp.example", true],
    ["corp.example", "https://corp.example.", true],
    ["my_host", "http://my_host", true],
    // All of them
    ["*", "https://anything.example", true],
    ["other.example, *", "https://anything.example", true],
    ["*:8443", "https://anything.example", false],
    // Ports
    ["corp.example:8443", "https://corp.example:8443", true],
    ["corp.example:443", "https://corp.example", true],
    ["corp.example:80", "http://corp.example", true],
    ["corp.example:8443", "https://corp.example", false],
    ["10.1.2.3:8443", "https://10.1.2.3:8443", true],
    ["10.0.0.0/8:8443", "https://10.1.2.3", false],
    ["[fd00::1]:8443", "https://[fd00::1]:8443", true],
    ["[fd00::1]:8443", "https://[fd00::1]", false],
    // Addresses and networks
    ["10.1.2.3", "https://10.1.2.3", true],
    ["10.0.0.0/8", "https://10.200.3.4", true],
    ["10.0.0.0/8", "https://11.0.0.1", false],
    ["192.168.7.0/30", "https://192.168.7.4", false],
    ["0.0.0.0/0", "https://8.8.8.8", true],
    ["10.0.0.0/8", "https://ten.example", false],
    ["fd00::/8", "https://[fd12:3456::1]", true],
    ["[fd00::]/8", "https://[fd12:3456::1]", true],
    ["[fd00::/8]", "https://[fd12:3456::1]", true],
    ["[fd00::1]", "https://[fd00::1]", true],
    ["fd00:0:0:0:0:0:0:1", "https://[fd00::1]", true],
    ["fd00::/8", "https://10.1.2.3", false],
    // What stands between them
    [" a.example\tb.example;c.example|d.example ,, e.example ", "https://c.example", true],
    [" a.example\tb.example;c.example|d.example ,, e.example ", "https://e.example", true],
    ["", "https://a.example", false],
  ])("%s: %s is exempt: %s", (noProxy, url, exempt) => {
    expect(unreadExceptions(noProxy)).toEqual([]);
    expect(exempts(noProxy, new URL(url))).toBe(exempt);
  });

  it.each([
    "10.0.*",
    "10.0.0.0/33",
    "fd00::/129",
    "10.0.0",
    "10.0.0.1-9",
    "http://corp.example",
    "<local>",
    "~corp.example",
    "*corp.example",
    "corp.example/24",
  ])("%s says nothing, and is said to", (entry) => {
    expect(unreadExceptions(`ok.example,${entry}`)).toEqual([entry]);
    expect(exempts(entry, new URL("https://10.0.0.1"))).toBe(false);
  });
});
