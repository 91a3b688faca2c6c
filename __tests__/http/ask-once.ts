/** Child of tls.test.ts: one exchange with the URL it is given, through the proxy if there is one, written to stdout as JSON. */
import { ask } from "./asking.ts";

const [url = "", proxy = ""] = process.argv.slice(2);
const result = await ask(url, { proxy: { httpProxy: proxy, httpsProxy: proxy } });
process.stdout.write(JSON.stringify(result));
