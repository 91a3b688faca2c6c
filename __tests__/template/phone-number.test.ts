import { describe, expect, it } from "@jest/globals";
import { phoneNumbers } from "../../src/template/personal-details.ts";

const places = (text: string) => [...phoneNumbers(text)];

describe("a phone number", () => {
  it.each([
    "+49 30 901820",
    "+4930901820",
    "+49 (30) 901820-12",
    "+49 30/901820",
    "+44 (0)20 7123 4567",
    "+33 6 12 34 56 87",
    "+34 612 345 679",
    "+352 26 12 34",
    "+43 1 515 360",
    "+47 41 23 45 67",
    "+55 (11) 91234-5678",
    "+7 (495) 123-45-67",
    "+81-3-1234-5678",
    "+86 138 0013 8000",
    "+91 98765 12340",
    "+1 415 867 5309",
    "+1 (415) 867-5309",
    "+1.415.867.5309",
    "+14158675309",
    "(415) 867-5309",
    "415-867-5309",
    "415.867.5309",
    "+49\u00a030\u00a0901820",
    "+49 30\u2011901820",
  ])("is %s, once, in whatever sentence", (number) => {
    expect(places(number)).toEqual([0]);
    expect(places(`Call (${number}), or write.`)).toEqual([6]);
    expect(places(`tel:${number}\nand ${number}.`)).toEqual([4, number.length + 9]);
    expect(places(`${number} 2 times`)).toEqual([0]);
  });

  it.each([
    ["too short", "+1 234"],
    ["too long", "+1234567890123456"],
    ["no country begins so", "+999 30 901820"],
    ["no country begins so", "+0 30 901820 11"],
    ["no area begins so", "+1 123 867 5309"],
    ["a service", "+1 911 867 5309"],
    ["not Russia's length", "+7 495 123"],
    ["kept for fiction", "+1 202-555-0143"],
    ["kept for fiction", "+44 (0)7700 900123"],
    ["made up", "+49 123 456789"],
    ["made up", "+44 1234 567890"],
    ["made up", "+91 9999999999"],
    ["a round number", "+20 000 000 000"],
    ["a round number", "+50000000000"],
    ["an amount", "+12 345 678"],
    ["an amount", "+20.500.000"],
    ["an amount with cents", "+12345678,90"],
    ["a percentage", "+44 20 7123 4567%"],
    ["a list of figures", "+30 40 5000"],
    ["a list of figures", "+10 20 30 40 50"],
    ["arithmetic", "1+4930901820"],
    ["arithmetic", "x += 1; y = +1 + 1 - 2"],
    ["arithmetic", "2 + 3 = 5, 10 + 20 + 30 = 60"],
    ["a version", "1.0.0+20130313144700"],
    ["a version", "v2.1.0-rc.1+5114f85"],
    ["a day", "+20261120"],
    ["a moment", "+20261120101112"],
    ["seconds", "+1700000000"],
    ["milliseconds", "+1700000000000"],
    ["an offset and a day", "GMT +3 2026-11-20 10:11"],
    ["an offset and a day", "+1000 2026-11-20"],
    ["a day behind a count", "+33 20/11/2026"],
    ["a place on earth", "+48.85837009, +2.29448133"],
    ["a fraction", "+1.4142135623"],
    ["a diff", "@@ -1,7 +12345,8 @@"],
    ["part of a word", "a+4930901820"],
    ["goes on as a word", "+4930901820abc"],
    ["an address in the network", "10.12.123.1234 and 127.000.000.0001"],
    ["an ISBN", "978-3-16-148410-0"],
    ["a number in groups", "123-456-7890"],
  ])("is none (%s): %s", (_why, text) => {
    expect(places(text)).toEqual([]);
  });

  it("is found in time, however many there seem to be", () => {
    const began = process.cpuUsage();
    for (const piece of ["+", "+4", "+49 ", "+49 30 ", "1 ", "(1", "+1-1-1-1-1-1-1-1a", "415-"])
      places(piece.repeat(50_000));
    // Not the clock: a busy machine is no slow rule.
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
  });
});
