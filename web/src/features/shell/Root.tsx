/** Around everything: language and zone of the viewer, the announcer, messages and the offline banner. */
import { Outlet, useMatches } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { onAnnounce } from "../../lib/announce.ts";
import { useOnline } from "../../lib/online.ts";
import { PlaceContext } from "../../lib/place.ts";
import { applyTheme, currentTheme, type Theme } from "../../lib/theme.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Toaster } from "../../ui/Toaster.tsx";
import { useViewer } from "../auth/viewer.ts";
import { useSite } from "./site.ts";

export function Root() {
  const settings = useViewer()?.settings;
  const place = useMemo(() => ({ locale: settings?.locale, timeZone: settings?.timeZone }), [settings]);
  useAccent();
  useAccountTheme(settings?.theme);
  return (
    <PlaceContext value={place}>
      <a
        href="#main"
        className="sr-only z-50 rounded-b-control bg-text font-semibold text-ground focus-visible:not-sr-only focus-visible:fixed focus-visible:px-4 focus-visible:py-3 focus-visible:start-4 focus-visible:top-0"
      >
        Skip to content
      </a>
      <OfflineBanner />
      <Outlet />
      <Announcer />
      <Toaster />
    </PlaceContext>
  );
}

/** The operator's accent, set through the style object: the content security policy refuses style attributes. */
function useAccent() {
  const { accentHue } = useSite().branding;
  useEffect(() => document.documentElement.style.setProperty("--accent-hue", String(accentHue)), [accentHue]);
}

/** The theme chosen in the account holds on every device that it is used on. */
function useAccountTheme(theme: Theme | undefined) {
  useEffect(() => {
    if (theme !== undefined && theme !== currentTheme()) applyTheme(theme);
  }, [theme]);
}

function Announcer() {
  const [text, setText] = useState("");
  useEffect(() => onAnnounce(setText), []);
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}

function OfflineBanner() {
  // A room says by itself how it is, beside what one writes.
  const inRoom = useMatches({ select: (matches) => matches.some((match) => match.staticData.frame === "room") });
  const online = useOnline() || inRoom;
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabs)+env(safe-area-inset-bottom)+0.75rem)] z-40 grid justify-items-center md:bottom-6 md:justify-items-start"
    >
      {!online && (
        <p className="appear flex items-center gap-2 rounded-card bg-warning-soft px-4 py-2 text-sm font-medium text-warning shadow-float">
          <Icon name="wifi-off" size={18} />
          You are offline. What you see may be old.
        </p>
      )}
    </div>
  );
}
