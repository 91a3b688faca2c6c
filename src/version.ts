/** Versions that the evidence names; a test holds them together with package.json. */
export const GATE_VERSION = "0.1.0";
/** Version of the HTTP client that is bundled; a test holds it against package.json. */
export const UNDICI_VERSION = "8.12.4";
