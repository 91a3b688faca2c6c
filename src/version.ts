/** Versions that the evidence names; a test holds them together with package.json. */
export const GATE_VERSION = "0.1.0";
export const UNDICI_VERSION = "8.12.4";
