import { sendableOf } from "../contracts/sent-bodies.ts";
import { familyOf } from "../contracts/template-family.ts";
import type { RequestBodies } from "../settings/source.ts";

/** What is known of the request bodies of each API family, for the settings, which know no API. */
export const REQUEST_BODIES: RequestBodies = { familyOf, sendableOf };
