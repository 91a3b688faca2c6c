import { generate } from "selfsigned";

/** A key and a certificate that nobody trusts unless told to: its own issuer, for localhost and 127.0.0.1, or for the names given. */
export async function selfSigned(
  ...names: readonly string[]
): Promise<{ readonly key: string; readonly cert: string }> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "release gate test" }], {
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames:
          names.length > 0
            ? names.map((value) => ({ type: 2, value }))
            : [
                { type: 2, value: "localhost" },
                { type: 7, ip: "127.0.0.1" },
              ],
      },
    ],
  });
  return { key, cert };
}
