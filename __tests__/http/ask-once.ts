/** Child of tls.test.ts: one exchange with the URL it is given, written to stdout as JSON. */
import { ask } from "./asking.ts";

const result = await ask(process.argv[2] ?? "");
process.stdout.write(JSON.stringify(result));
