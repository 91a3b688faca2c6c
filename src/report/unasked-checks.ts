/** Where time and requests would change nothing, by why nothing was asked. */
export const UNASKED = {
  "edge-answered":
    "Something in front of the API answered these invalid requests in its place, so nothing shows how the API treats them: let the edge pass this runner, run the gate from where it does, or waive the case with a reason.",
  "change-refused":
    "The endpoint refused what the gate itself had put into these requests, left out of them or streamed, so nothing shows how it answers what the application sends: say that in a request template (stream: true where it streams), or take the probes that ask otherwise out of the input probes.",
  "answer-too-large":
    "The service answered more than the gate reads (8 MiB, unpacked; one event of a stream 7 MiB), so nothing shows whether the whole is right: ask this route for less, or leave it out of probes.app.",
  "own-machine":
    "The machine that the gate runs on was short of what a connection needs (EMFILE, ENFILE: open files, see ulimit -n; EADDRNOTAVAIL: ports; ENOBUFS, ENOMEM: memory; EACCES, EPERM: its own firewall or sandbox), so nothing was asked: run the gate on a machine that has it, or with a smaller concurrency.",
} as const;
