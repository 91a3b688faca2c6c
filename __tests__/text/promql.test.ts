import { describe, expect, it } from "@jest/globals";
import { fillQuery, type QueryValues } from "../../src/text/promql.ts";

const VALUES = { version: "2026.11.20-1", environment: "eu|us", commit: null };

const filled = (query: string, values: Partial<QueryValues> = {}) => fillQuery(query, { ...VALUES, ...values });

describe("a placeholder", () => {
  it.each([
    ["in double quotes", 'up{v="{{version}}"}', 'up{v="2026.11.20-1"}'],
    ["with spaces in it", 'up{v="{{ version }}"}', 'up{v="2026.11.20-1"}'],
    ["twice", "a{v='{{version}}'} / b{e='{{environment}}'}", "a{v='2026.11.20-1'} / b{e='eu|us'}"],
    ["in a regular expression, where its own marks are no marks", 'up{e=~"{{environment}}|x"}', 'up{e=~"eu\\\\|us|x"}'],
    ["in one that is negated and has backticks", "up{v!~`{{version}}`}", "up{v!~`2026\\.11\\.20-1`}"],
    ["after a string that holds the other quote", `up{a="it's",v="{{version}}"}`, `up{a="it's",v="2026.11.20-1"}`],
    ["after an escaped quote", 'up{a="\\"",v="{{version}}"}', 'up{a="\\"",v="2026.11.20-1"}'],
    ["after a comment with a quote", "# don't\nup{v='{{version}}'}", "# don't\nup{v='2026.11.20-1'}"],
  ])("%s is filled in", (_, query, sent) => {
    expect(filled(query)).toEqual({ kind: "query", query: sent });
  });

  it.each([
    ['up{v="{{version}}"}', 'a"b\\c', 'up{v="a\\"b\\\\c"}'],
    ["up{v='{{version}}'}", "a'b\"c", "up{v='a\\'b\"c'}"],
    ['up{v=~"{{version}}"}', "1.0+x", 'up{v=~"1\\\\.0\\\\+x"}'],
    ["up{v=`{{version}}`}", "a\\b\"'", "up{v=`a\\b\"'`}"],
  ])("cannot end the string around it: %s with %s", (query, version, sent) => {
    expect(filled(query, { version })).toEqual({ kind: "query", query: sent });
  });

  it.each<readonly [what: string, query: string, what: RegExp, values?: Partial<QueryValues>]>([
    ["outside of quotes", "sum(up) > {{version}}", /outside of quotes/],
    ["in backticks that its value has, too", "up{v=`{{version}}`}", /backticks/, { version: "a`b" }],
    ["without a value", 'up{c="{{commit}}"}', /asks for \{\{commit\}\}, and this run has none/],
    ["that nobody knows", 'up{v="{{versoin}}"}', /unknown placeholder \{\{versoin\}\} - did you mean "version"\?/],
    ["of another tool", 'up{v="{{args.canary-hash}}"}', /unknown placeholder \{\{args.canary-hash\}\}/],
    ["of a template language", 'up{v="{{ .Values.version | quote }}"}', /unknown placeholder/],
    ["of a dashboard", "sum(rate(errors[$__rate_interval]))", /variable \$__rate_interval/],
    ["of a dashboard in quotes", 'up{env="$environment"}', /variable \$environment/],
    ["of a shell", `up{env="$\{ENV}"}`, /variable \$\{ENV\}/],
    ["in brackets", 'up{env="[[env]]"}', /variable \[\[env\]\]/],
    ["of a document", 'up{env="<ENVIRONMENT>"}', /variable <ENVIRONMENT>/],
  ])("%s cannot be sent", (_, query, what, values = {}) => {
    expect(filled(query, values)).toMatchObject({ kind: "unusable", what: expect.stringMatching(what) });
  });
});

it.each([
  'sum(rate(x{code=~"5.."}[5m]))',
  'up{a=~"^x$"}',
  'up{a=~"[[:alpha:]]+"}',
  "a < 5 and b > 3",
  "x{} # {{version}",
])("%s is sent as it is", (query) => {
  expect(filled(query)).toEqual({ kind: "query", query });
});
