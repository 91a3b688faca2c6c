/** What GitHub keeps of deployments: a list that only grows, newest first when it is read. */

/** A deployment as it was created. */
export interface Stored {
  readonly id: number;
  readonly ref: string;
  readonly environment: string;
  readonly task: string;
  readonly description: string;
  readonly payload: unknown;
  readonly creator: string;
  readonly createdAt: string;
  /** The rest of the request's body. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly statuses: Readonly<Record<string, unknown>>[];
}

export interface Store {
  readonly all: () => readonly Stored[];
  readonly create: (deployment: Omit<Stored, "id" | "createdAt" | "statuses">) => Stored;
  /** Newest first, as GitHub lists them. */
  readonly list: (filter: { readonly environment?: string; readonly task?: string }) => readonly Stored[];
  readonly clear: () => void;
  readonly find: (id: number) => Stored | undefined;
}

/** An empty store; the clock moves a second per deployment. */
export function createStore(): Store {
  const stored: Stored[] = [];
  return {
    all: () => stored,
    create: (deployment) => {
      const createdAt = new Date(Date.UTC(2026, 10, 20) + stored.length * 1_000).toISOString();
      const created = { ...deployment, id: stored.length + 1, createdAt, statuses: [] };
      stored.push(created);
      return created;
    },
    list: ({ environment, task }) =>
      stored
        .filter((one) => environment === undefined || one.environment === environment)
        .filter((one) => task === undefined || one.task === task)
        .toReversed(),
    clear: () => {
      stored.length = 0;
    },
    find: (id) => stored.find((one) => one.id === id),
  };
}
