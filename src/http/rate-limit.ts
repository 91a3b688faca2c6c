/** What an endpoint says about its own limits, in headers or beside its error: how long to wait, and what it allows. */
import { isObject, parseJson } from "../text/json.ts";
import { bounded, durationMs, millisecondsIn, msOf } from "./stated-wait.ts";

/** An endpoint's own limits, as far as it states them. */
export interface RateLimit {
  /** How long it asks to wait, ms; null: it does not say, or says no time at all, which SDK clients do not believe either. */
  readonly waitMs: number | null;
  /** Requests that it allows; null: it does not say. */
  readonly limit: Allowance | null;
}

/** So many requests per window, ms; `windowMs` is null where it is not said per how long. */
interface Allowance {
  readonly requests: number;
  readonly windowMs: number | null;
  /** Some of them are left: this budget refused nothing. */
  readonly left: boolean;
}

type Headers = Readonly<Record<string, string>>;

/** One budget of several: requests a minute, tokens a day. */
interface Budget {
  readonly limit?: number;
  readonly remaining?: number;
  readonly resetMs?: number;
  readonly windowMs?: number;
}

/** Headers that say how long to wait. Milliseconds win over seconds, as in SDK clients (contracts.md, 2.5). */
const WAITS = ["retry-after", "x-retry-after", "x-ratelimit-retry-after"];

/**
 * `x-ratelimit-limit-requests` (OpenAI, Azure, Groq), `x-ratelimit-reset` (OpenRouter), `ratelimit-reset` (IETF drafts),
 * `anthropic-ratelimit-requests-reset`, `x-ratelimit-limit-req-minute` (Mistral): a budget and what is said of it.
 */
const BUDGET_HEADER = /^(?:[a-z]+-)*rate-?limit-(.+)$/;

/** What a budget's header is about; the drafts' structured fields have short names for it. */
const MEMBERS: Readonly<Record<string, keyof Budget>> = {
  ...{ limit: "limit", remaining: "remaining", reset: "resetMs", window: "windowMs" },
  ...{ q: "limit", r: "remaining", t: "resetMs", w: "windowMs" },
};

/** Windows that stand in a header's name, ms. */
const WINDOWS: Readonly<Record<string, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Members of an error's JSON that hold a wait: OpenRouter, LiteLLM, Google's RetryInfo. */
const WAIT_MEMBERS = /^retry_?(after|delay)(_?(ms|seconds))?$/i;

/** What OpenAI, Groq and Google write for people. */
const WAIT_PROSE = /\b(?:try again|retry) (?:in|after) (?:about )?((?:\d+(?:\.\d+)?\s?[a-zµ]+\s?)+)/i;

/** Characters of a body that are looked through for words: a message is a sentence. */
const MAX_PROSE = 16_000;

/** How deep an error's JSON is followed; gateways chain. */
const MAX_DEPTH = 6;

/**
 * Reads the limits that an answer states. Points in time are compared with the answer's own `Date`, so that neither clock
 * has to be right.
 */
export function rateLimitIn(headers: Headers, text = "", now = Date.now()): RateLimit {
  const date = Date.parse(headers.date ?? "");
  const clock = Number.isNaN(date) ? now : date;
  const inBody = membersOf(parseJson(text), 0);
  const repeated = inBody.flatMap(([name, value]) =>
    name === "headers" && isObject(value) ? Object.entries(value) : [],
  );
  const all: Headers = {
    ...Object.fromEntries(repeated.map(([name, value]) => [name.toLowerCase(), String(value)])),
    ...headers,
  };
  const budgets = budgetsIn(all, clock);
  const waits = [
    millisecondsIn(all["retry-after-ms"]),
    ...WAITS.map((name) => msOf(all[name], clock)),
    ...inBody
      .filter(([name]) => WAIT_MEMBERS.test(name))
      .map(([name, value]) => (/ms$/i.test(name) ? millisecondsIn(String(value)) : msOf(String(value), clock))),
    durationMs(WAIT_PROSE.exec(text.slice(0, MAX_PROSE))?.[1] ?? ""),
    longestReset(budgets),
  ];
  return { waitMs: waits.find((ms) => ms !== null && ms > 0) ?? null, limit: limitOf(budgets) };
}

function membersOf(value: unknown, depth: number): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([name, inner]) => [[name, inner] as const, ...membersOf(inner, depth + 1)]);
}

function budgetsIn(headers: Headers, clock: number): ReadonlyMap<string, Budget> {
  const budgets = new Map<string, Budget>();
  const add = (name: string, more: Budget) => budgets.set(name, { ...budgets.get(name), ...more });
  for (const [header, value] of Object.entries(headers)) {
    const words = BUDGET_HEADER.exec(header)?.[1]?.split("-") ?? [];
    const kind = words.find((word) => Object.hasOwn(MEMBERS, word));
    if (header === "ratelimit" || header === "ratelimit-policy") structured(value, clock, add);
    else if (kind !== undefined) {
      const name = words.filter((word) => word !== kind && word !== "after").join("-");
      const window = Object.entries(WINDOWS).find(([word]) => words.includes(word))?.[1];
      add(name, { ...member(kind, value, clock), ...(window === undefined ? {} : { windowMs: window }) });
    }
  }
  return budgets;
}

/** `"default";r=0;t=30` and `"default";q=3;w=60` of the newer drafts, `limit=3, remaining=0, reset=30` of the older ones. */
function structured(value: string, clock: number, add: (name: string, more: Budget) => void): void {
  const items = /^\s*limit=/.test(value) ? [value.replaceAll(",", ";")] : value.split(",");
  for (const item of items) {
    const [name = ""] = /^\s*"?[^";=]*(?=[";])/.exec(item) ?? [];
    const unit = /;\s*qu="?([\w-]+)/.exec(item)?.[1] ?? "requests";
    const parameters = [...item.matchAll(/(\w+)\s*=\s*"?([\w.]+)/g)];
    // Older drafts have no names: `100;w=60`.
    const quota = /^\s*\d+\s*$/.test(name) ? { limit: Number(name) } : {};
    const own = name.trim().replaceAll('"', "");
    const key = `${unit === "requests" ? "" : "tokens-"}${"limit" in quota ? "" : own}`;
    add(key, Object.assign(quota, ...parameters.map(([, kind = "", said = ""]) => member(kind, said, clock))));
  }
}

function member(kind: string, value: string, clock: number): Budget {
  const name = Object.hasOwn(MEMBERS, kind) ? MEMBERS[kind] : undefined;
  if (name === "resetMs") {
    const ms = msOf(value, clock);
    return ms === null ? {} : { resetMs: ms };
  }
  const number = Number.parseFloat(value);
  if (name === undefined || !(number >= 0)) return {};
  if (name === "windowMs") return windowOf(number);
  // `100;w=60`, `100, 100;window=60`
  const window = /;\s*w(?:indow)?=(\d+)/.exec(value)?.[1];
  return { [name]: number, ...windowOf(Number(window)) };
}

function windowOf(seconds: number): Pick<Budget, "windowMs"> {
  const ms = bounded(seconds * 1_000);
  return ms === null || ms === 0 ? {} : { windowMs: ms };
}

/** When every budget that has nothing left is full again. */
function longestReset(budgets: ReadonlyMap<string, Budget>): number | null {
  const resets = [...budgets.values()].flatMap(({ remaining = 0, resetMs }) =>
    resetMs === undefined || remaining > 0 ? [] : [resetMs],
  );
  return resets.length === 0 ? null : Math.max(...resets);
}

/** More is a way to say that there is no limit. */
const MOST_REQUESTS = 1e9;

/** The budget of requests that has nothing left, else one that has; of several the one with the shortest window. */
function limitOf(budgets: ReadonlyMap<string, Budget>): Allowance | null {
  const requests = [...budgets].flatMap(([name, { limit, remaining = 0, windowMs = null }]) =>
    limit === undefined || limit > MOST_REQUESTS || name.includes("token")
      ? []
      : [{ requests: Math.floor(limit), windowMs, left: remaining > 0 }],
  );
  const [tightest] = requests.toSorted(
    (a, b) => Number(a.left) - Number(b.left) || (a.windowMs ?? Infinity) - (b.windowMs ?? Infinity),
  );
  return tightest ?? null;
}
