/** Texts that are remembered: logs repeat a few without end, and a hostile one has a new one in every line. */
const MOST_REMEMBERED = 10_000;

/** The same function, which is asked once for each text; it must not give `undefined`. */
export function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const told = known.get(text);
    if (told !== undefined) return told;
    const made = make(text);
    if (known.size < MOST_REMEMBERED) known.set(text, made);
    return made;
  };
}
