import type { SettingsDocument } from "../inputs/document.ts";
import type { Rule } from "../origin.ts";
import type { Settings } from "../settings.ts";
import { type AppContext, routesOf } from "./app-routes.ts";
import { appAddressOf } from "./app-url.ts";
import { readyOf, waitsForRoute } from "./ready.ts";

/**
 * The deployed service: the routes that are asked, and what is waited for before.
 * @param asked the probe `app` is selected
 * @param waits this run asks something for which a release has to be there
 */
export function* appOf(
  document: SettingsDocument,
  { asked, waits }: { readonly asked: boolean; readonly waits: boolean },
  context: Omit<AppContext, "address">,
): Rule<Pick<Settings, "app" | "ready" | "appUrlGiven">> {
  const withAddress = { ...context, address: yield* appAddressOf(document) };
  const routes = asked || waitsForRoute(document.values) ? yield* routesOf(document, withAddress) : [];
  const ready = waits ? yield* readyOf(document, routes[0] ?? null, withAddress) : null;
  return {
    ...(routes.length === 0 || !asked ? {} : { app: routes }),
    ...(ready === null ? {} : { ready }),
    ...(withAddress.address.url === null ? {} : { appUrlGiven: true }),
  };
}
