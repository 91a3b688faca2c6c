/*
 * Words by which the gate's own text can be recognised wherever it turns up (product.md, probe `logs`). They are
 * constants and not per run: a log that holds the prompt of any run shows that prompts are logged.
 */

/** Stands in every prompt that the gate sends. */
export const PROMPT_MARKER = "release-gate-prompt";

/** Begins the code that a prompt asks the model to repeat; it stands in the prompt too. */
export const REPLY_MARKER = "release-gate-reply";
