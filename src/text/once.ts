/** Begins something when it is first asked for, and answers with the same from then on. */
export function once<T>(begin: () => T): () => T {
  let begun: { readonly result: T } | null = null;
  return () => {
    begun ??= { result: begin() };
    return begun.result;
  };
}
