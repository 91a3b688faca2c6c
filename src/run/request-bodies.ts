import { familyOf, sendableOf } from "../contracts/request-template.ts";
import type { RequestBodies } from "../settings/source.ts";

/** What is known of the request bodies of each API family, for the settings, which know no API. */
export const REQUEST_BODIES: RequestBodies = { familyOf, sendableOf };
