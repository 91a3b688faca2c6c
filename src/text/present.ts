/** The members that are there: whatever is null is left out, so that it is absent and not null. */
export function present<T extends object>(members: { readonly [K in keyof T]: T[K] | null }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as Partial<T>;
}
