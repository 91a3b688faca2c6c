/** What the keys of others begin with, and what follows: from the documentation of those who issue them. */

/** One kind of key. */
interface TokenPrefix {
  readonly prefix: string;
  /** Index of the two letters of the prefix that are rarest in ordinary text. */
  readonly rare: number;
  /** What follows; null where secretlint knows it. */
  readonly rest: RegExp | null;
}

const row = (prefix: string, rare: number, rest: string | null): TokenPrefix => ({
  prefix,
  rare,
  rest: rest === null ? null : new RegExp(`^${rest}(?![A-Za-z0-9])`),
});

const WORD = "(?=\\w*\\d)[A-Za-z0-9]";
const LOOSE = "(?=[\\w-]*\\d)(?=[\\w-]*[a-z])(?=[\\w-]*[A-Z])[\\w-]";

// biome-ignore format: a table reads by its rows
export const TOKEN_PREFIXES: readonly TokenPrefix[] = [
  // GitHub, GitLab, Slack, npm, PyPI, RubyGems, Docker.
  row("ghp_", 0, null), row("gho_", 0, null), row("ghu_", 0, null), row("ghs_", 0, null), row("ghr_", 0, null),
  row("github_pat_", 5, null), row("glpat-", 1, `${LOOSE}{20,64}`), row("glptt-", 1, "[0-9a-f]{40}"),
  row("gldt-", 1, `${LOOSE}{20,64}`), row("glrt-", 1, `${LOOSE}{20,64}`), row("xoxb-", 0, null), row("xoxp-", 0, null),
  row("xoxa-", 0, null), row("xoxo-", 0, null), row("xoxr-", 0, null), row("xoxe.", 0, `xox[bp]-${LOOSE}{40,300}`),
  row("xapp-", 3, `\\d-${LOOSE}{40,200}`), row("npm_", 1, null), row("pypi-", 3, null), row("rubygems_", 6, "[0-9a-f]{48}"),
  row("dckr_pat_", 2, null),
  // Models: Hugging Face, Groq, xAI, Perplexity, NVIDIA, Tavily, Cerebras, Replicate, Fireworks, Together, Pinecone, Jina,
  // Voyage, ElevenLabs, LangSmith, Databricks. Prefixes that ids of other things have as well are left out.
  row("hf_", 1, "[A-Za-z0-9]{30,40}"), row("gsk_", 2, `${WORD}{40,64}`), row("xai-", 2, `${WORD}{60,90}`),
  row("pplx-", 2, `${WORD}{40,64}`), row("nvapi-", 4, `${LOOSE}{50,80}`), row("tvly-", 1, null), row("csk-", 2, `${WORD}{40,64}`),
  row("r8_", 0, `${WORD}{37}`), row("fw_", 0, "(?=[a-z]*[A-Z0-9])(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{22,26}"),
  row("tgp_v1_", 2, `${LOOSE}{40,50}`), row("pcsk_", 1, `${LOOSE}{60,80}`), row("jina_", 2, `${WORD}{50,70}`),
  row("pa-", 1, `${LOOSE}{43}`), row("sk_", 1, "[0-9a-f]{48}"), row("lsv2_", 2, "(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
  row("dapi", 0, "[0-9a-f]{32}(?:-\\d)?"),
  // Clouds and their services.
  row("ya29.", 2, `${LOOSE}{60,400}`), row("GOCSPX-", 4, `${LOOSE}{28}`), row("LTAI", 0, `${WORD}{16,20}`),
  row("dop_v1_", 3, null), row("pul-", 2, "[0-9a-f]{40}"), row("dp.st.", 4, "[\\w.-]{40,80}"), row("dp.pt.", 4, `${WORD}{40,44}`),
  row("hvs.", 1, null), row("tskey-", 4, null), row("sbp_", 2, "[0-9a-f]{40}"), row("sb_secret_", 2, `${LOOSE}{28,40}`),
  row("pscale_tkn_", 6, `${LOOSE}{32,64}`), row("pscale_pw_", 6, `${LOOSE}{32,64}`), row("nfp_", 2, `${WORD}{36}`),
  row("fo1_", 1, `${LOOSE}{43}`), row("apify_api_", 5, `${WORD}{36}`), row("HRKU-", 2, "[\\w-]{36,64}"),
  // Mail, payment, shops, work.
  row("SG.", 1, null), row("whsec_", 1, `${WORD}[A-Za-z0-9+/=]{23,80}`), row("sk_live_", 1, `${WORD}{20,110}`),
  row("rk_live_", 1, `${WORD}{20,110}`), row("shpat_", 1, "[0-9a-f]{32}"), row("shpss_", 1, "[0-9a-f]{32}"),
  row("shpca_", 1, "[0-9a-f]{32}"), row("re_", 1, `${WORD}{8}_${WORD}{24}`),
  row("xkeysib-", 1, "[0-9a-f]{64}-\\w{16}"), row("PMAK-", 1, "[0-9a-f]{24}-[0-9a-f]{34}"), row("ATATT3", 3, `${LOOSE}{60,300}=?[0-9A-F]{0,8}`),
  row("figd_", 2, null), row("ntn_", 1, null), row("lin_api_", 6, `${WORD}{40}`),
  // What is watched with.
  row("glsa_", 0, null), row("glc_eyJ", 2, "[\\w+/=-]{40,400}"), row("sntrys_", 4, null), row("NRAK-", 0, null),
  row("phx_", 1, `${WORD}{40,50}`), row("ops_eyJ", 2, "[\\w+/=.-]{80,900}"), row("AGE-SECRET-KEY-1", 3, "[A-Z0-9]{58}"),
  // Keys of cloud accounts by their shape.
  row("AKIA", 0, null), row("ASIA", 0, null), row("AIza", 1, null),
];
