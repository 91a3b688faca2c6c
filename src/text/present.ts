/** The members that are there: whatever is null or undefined is left out, so that it is absent. */
export function present<T extends object>(members: { readonly [K in keyof T]: T[K] | null | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value != null)) as Partial<T>;
}
