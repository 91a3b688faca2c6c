/** Child of connect.test.ts: listens with the smallest backlog, says where, and never accepts a connection. */
import { type AddressInfo, createServer } from "node:net";

const server = createServer();
server.listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
  process.send?.((server.address() as AddressInfo).port, () => {
    // The event loop is what accepts connections; the kernel alone only queues them.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_000);
    process.exit();
  });
});
