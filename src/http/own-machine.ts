/**
 * What only the machine of the gate can be short of, by the codes of its system, of Node and of OpenSSL: descriptors, ports,
 * buffers, memory, an interface, leave to connect. A host that does not answer, refuses or hangs up gives none of them
 * (connect(2), socket(2), getaddrinfo(3)). ENETUNREACH is not here: a route may be missing for a wrong address, too.
 */
const OWN_CODES: ReadonlySet<string> = new Set([
  "EMFILE",
  "ENFILE",
  "EADDRNOTAVAIL",
  "EADDRINUSE",
  "ENOBUFS",
  "ENOMEM",
  "EAGAIN",
  "ENETDOWN",
  "EACCES",
  "EPERM",
  "EAFNOSUPPORT",
  "EPROTONOSUPPORT",
  "EAI_MEMORY",
  "ERR_MEMORY_ALLOCATION_FAILED",
  "ERR_OSSL_MALLOC_FAILURE",
  "ERR_SSL_MALLOC_FAILURE",
  "ERR_WORKER_OUT_OF_MEMORY",
]);

/** Whether a network code says that the gate's own machine could not ask, whoever was to be asked. */
export function isOwnMachine(code: string | null): boolean {
  return code !== null && OWN_CODES.has(code);
}
