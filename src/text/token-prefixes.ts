/** What the keys of others begin with, and what follows: from the documentation of those who issue them. */

import { mayLive } from "./live.ts";

/** One kind of key. */
interface TokenPrefix {
  readonly prefix: string;
  readonly rest: RegExp;
}

const row = (prefix: string, rest: string): TokenPrefix => ({ prefix, rest: new RegExp(`^${rest}(?![A-Za-z0-9])`) });

const WORD = "(?=\\w*\\d)[A-Za-z0-9]";
const LOOSE = "(?=[\\w-]*\\d)(?=[\\w-]*[a-z])(?=[\\w-]*[A-Z])[\\w-]";

const GITHUB = "[A-Za-z0-9_]{36,251}";
const SLACK = "(?:[A-Za-z0-9]{1,40}-){1,5}[A-Za-z0-9]{16,64}";
const AWS = "(?=[A-Z]{0,15}[2-7])[A-Z2-7]{16}";

/** By issuer. */
// biome-ignore format: a table reads by its rows
export const TOKEN_PREFIXES: readonly TokenPrefix[] = [
  // GitHub, GitLab, Slack, npm, PyPI, RubyGems, Docker.
  row("ghp_", GITHUB), row("gho_", GITHUB), row("ghu_", GITHUB), row("ghs_", GITHUB), row("ghr_", GITHUB),
  row("github_pat_", "\\w{82}"), row("glpat-", `${LOOSE}{20,64}`), row("glptt-", "[0-9a-f]{40}"),
  row("gldt-", `${LOOSE}{20,64}`), row("glrt-", `${LOOSE}{20,64}`), row("xoxb-", SLACK), row("xoxp-", SLACK),
  row("xoxa-", SLACK), row("xoxo-", SLACK), row("xoxr-", SLACK), row("xoxe.", `xox[bp]-${LOOSE}{40,300}`),
  row("xapp-", `\\d-${LOOSE}{40,200}`), row("npm_", `${WORD}{36}`), row("pypi-", `${LOOSE}{50,400}`), row("rubygems_", "[0-9a-f]{48}"),
  row("dckr_pat_", `${LOOSE}{27}`),
  // Models: Hugging Face, Groq, xAI, Perplexity, NVIDIA, Tavily, Cerebras, Replicate, Fireworks, Together, Pinecone, Jina,
  // ElevenLabs, LangSmith, Databricks. Prefixes that ids of other things have as well are left out.
  row("hf_", "[A-Za-z0-9]{30,40}"), row("gsk_", `${WORD}{40,64}`), row("xai-", `${WORD}{60,90}`),
  row("pplx-", `${WORD}{40,64}`), row("nvapi-", `${LOOSE}{50,80}`), row("tvly-", `(?:[a-z]{3,4}-)?${LOOSE}{20,60}`), row("csk-", `${WORD}{40,64}`),
  row("r8_", `${WORD}{37}`), row("fw_", "(?=[a-z]*[A-Z0-9])(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{22,26}"),
  row("tgp_v1_", `${LOOSE}{40,50}`), row("pcsk_", `${LOOSE}{60,80}`), row("jina_", `${WORD}{50,70}`),
 row("sk_", "[0-9a-f]{48}"), row("lsv2_", "(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
  row("dapi", "[0-9a-f]{32}(?:-\\d)?"),
  // Clouds and their services.
  row("ya29.", `${LOOSE}{60,400}`), row("GOCSPX-", `${LOOSE}{28}`), row("LTAI", `${WORD}{16,20}`),
  row("dop_v1_", "[0-9a-f]{64}"), row("pul-", "[0-9a-f]{40}"), row("dp.st.", "[\\w.-]{40,80}"), row("dp.pt.", `${WORD}{40,44}`),
  row("hvs.", `${LOOSE}{24,120}`), row("tskey-", "[a-z]{2,20}-\\w{8,40}-\\w{16,60}"), row("sbp_", "[0-9a-f]{40}"), row("sb_secret_", `${LOOSE}{28,40}`),
  row("pscale_tkn_", `${LOOSE}{32,64}`), row("pscale_pw_", `${LOOSE}{32,64}`), row("nfp_", `${WORD}{36}`),
  row("fo1_", `${LOOSE}{43}`), row("apify_api_", `${WORD}{36}`), row("HRKU-", "[\\w-]{36,64}"),
  // Mail, payment, shops, work.
  row("SG.", "[\\w-]{16,32}\\.[\\w-]{39,50}"), row("whsec_", `${WORD}[A-Za-z0-9+/=]{23,80}`), row("sk_live_", `${WORD}{20,110}`),
  row("rk_live_", `${WORD}{20,110}`), row("shpat_", "[0-9a-f]{32}"), row("shpss_", "[0-9a-f]{32}"),
  row("shpca_", "[0-9a-f]{32}"),
  row("xkeysib-", "[0-9a-f]{64}-\\w{16}"), row("PMAK-", "[0-9a-f]{24}-[0-9a-f]{34}"), row("ATATT3", `${LOOSE}{60,300}=?[0-9A-F]{0,8}`),
  row("figd_", `${LOOSE}{40,200}`), row("ntn_", `${WORD}{40,60}`), row("lin_api_", `${WORD}{40}`),
  // What is watched with.
  row("glsa_", "[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}"), row("glc_eyJ", "[\\w+/=-]{40,400}"), row("sntrys_", "[\\w+/=-]{40,400}"), row("NRAK-", "[A-Z0-9]{27}"),
  row("phx_", `${WORD}{40,50}`), row("ops_eyJ", "[\\w+/=.-]{80,900}"), row("AGE-SECRET-KEY-1", "[A-Z0-9]{58}"),
  // Keys of cloud accounts by their shape.
  row("AKIA", AWS), row("ASIA", AWS), row("AIza", "[\\w-]{35}(?!-)"),
];

const RESTS = new Map(TOKEN_PREFIXES.map(({ prefix, rest }) => [prefix, rest]));

/** A prefix and what follows it; the longer prefix first: `sk_live_` begins as `sk_` does. */
const PREFIXED = new RegExp(
  `(?<![\\w-])(${[...RESTS.keys()]
    .sort((a, b) => b.length - a.length)
    .map((prefix) => prefix.replaceAll(".", "\\."))
    .join("|")})([\\w.~+/=-]{12,900})`,
  "g",
);

/** A key that begins with a prefix of its issuer. */
interface PrefixedKey {
  readonly prefix: string;
  readonly text: string;
  readonly index: number;
}

/** Those of a text that may live, in their order. */
export function prefixedKeysIn(text: string): readonly PrefixedKey[] {
  return [...text.matchAll(PREFIXED)].flatMap(({ 0: key, 1: prefix = "", 2: rest = "", index }) =>
    mayLive(key) && RESTS.get(prefix)?.test(rest) === true ? [{ prefix, text: key, index }] : [],
  );
}
