import { expect, it } from "@jest/globals";
import { pastedCredentials } from "../../src/text/pasted-credentials.ts";

/** Signs that somebody drew, so many. */
const drawn = (length: number) => "9QxT7vBn2mKpL4sWdZc8RyFgU3aEjXoN6iVtM1b".repeat(3).slice(0, length);

it.each(["sk_live_", "rk_live_", "gsk_", "xai-"])(
  "finds a key of the issuer of %s, whatever other prefix begins so",
  (prefix) => {
    const key = prefix + drawn(prefix === "xai-" ? 80 : 48);
    expect(pastedCredentials(`name: ${key}`)).toMatchObject([{ index: "name: ".length }]);
  },
);
