import { describe, expect, it } from "@jest/globals";
import { askedFor, fillOwnQuery } from "../../src/text/asked-for.ts";
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

describe("whose numbers a query asks for", () => {
  const values: QueryValues = {
    version: "1.4.0",
    environment: null,
    commit: "3f9c1e7a20b84d5566778899aabbccddeeff0011",
  };

  it.each([
    'e{version="{{version}}"}',
    'e{sha=~"{{ commit }}.*"}',
    'e{version="1.4.0"}',
    'e{app_version="v1.4.0"}',
    "e{image_tag='shop-1.4.0'}",
    'e{version=~"1\\\\.4\\\\.0"}',
    'e{version=~"^1.4.0.*$"}',
    'e{build="3f9c1e7"}',
    'e{track="canary"}',
    'e{pod=~"shop-canary-.*"}',
    'e{image="ghcr.io/acme/shop:{{version}}"}',
    'e{deployment="shop-canary"}',
    'sum(rate(e{version="{{version}}"}[1m])) / sum(rate(r{version="{{version}}"}[1m]))',
    'rate(e[1m]) * on(pod) group_left kube_pod_labels{label_version="{{version}}"}',
    'rate(e[1m]) / rate(r[1m]) and on(pod) info{version="{{version}}"}',
  ])("the release's: %s", (query) => {
    expect(askedFor(query, values)).toBe("release");
  });

  it.each([
    "e",
    'e{version!="1.4.0"}',
    'e{version!~"{{version}}"}',
    'e{version=~"1.4.0|1.3.9"}',
    'e{version=~"1.3.9|{{version}}"}',
    'e{version=~"{{version}}|"}',
    'e{version=~"^({{version}}|1.3.9)$"}',
    'e{track=~"canary|stable"}',
    'e{job="canary-checker"}',
    'e{version="1.3.9"} / e{version="1.4.0"}',
    'sum(rate(e[1m])) / sum(rate(r{version="{{version}}"}[1m]))',
    'sum(rate(e{code="500"}[1m])) / sum(rate(r{version="{{version}}"}[1m]))',
    'e{track="stable"} # {{version}}',
    'e{version="v2"}',
    'e{code="140"}',
    'e{version="stable"}',
    'e{api_version="1.3.9"}',
    'e{model_version="1.3.9"}',
    'e{version="2026.11.19-3"}',
    'label_replace(e, "version", "1.3.9", "v", "")',
  ])("anybody's: %s", (query) => {
    expect(askedFor(query, values)).toBe("any");
  });

  it("the release's where a label tells it from the baseline, and nothing else does", () => {
    const asked = (query: string, baseline: string) => askedFor(query, values, baseline);
    expect(asked('e{job="a",pool="next"}', 'e{job="a",pool="main"}')).toBe("release");
    expect(asked('e{color="green"}', 'e{color="blue"}')).toBe("release");
    for (const label of ["code", "namespace", "region", "route", "quantile"])
      expect(asked(`e{${label}="a"}`, `e{${label}="b"}`)).toBe("any");
    expect(asked('e{job="a"}', 'e{job="a"} offset 1h')).toBe("any");
    expect(asked("e", 'e{track="stable"}')).toBe("any");
    expect(askedFor('e{code="140"}', { ...values, version: "140" })).toBe("any");
  });

  it.each([
    'e{version="1.3.9"}',
    'e{job="a", app_version = "v1.3.9"}',
    "e{release=`1.4.10`}",
    'e{release="shop-1.3.9"}',
    'e{image="ghcr.io/acme/shop:1.3.9"}',
    'e{version="1.3.9-rc1"}',
    'e{version=~"1\\\\.3\\\\.9"}',
  ])("those of another version, which cannot be asked for: %s", (query) => {
    expect(fillOwnQuery(query, values)).toMatchObject({
      kind: "unusable",
      what: expect.stringMatching(
        /^asks for \w+=~?"[^"]*1\\{0,2}\.\d\\{0,2}\.\d+(?:-rc1)?", and the version under test is 1\.4\.0$/,
      ),
    });
    expect(fillOwnQuery(query, { ...values, version: null }).kind).toBe("query");
    expect(fillQuery(query, values).kind).toBe("query");
  });
});
