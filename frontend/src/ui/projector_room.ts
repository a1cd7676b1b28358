/** What the machine behind the wall can do: stay awake, fill the screen, turn dark. */

const LOOK = "air-screen-look";

/** Keep the screen on, where the browser can; asked again whenever the page is seen again. */
export function stayAwake(): void {
  const ask = (): void => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    // Refused on an empty battery, for one: the page works the same without.
    navigator.wakeLock.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

/** Fill the screen, or give it back. */
export function switchFullscreen(): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  done.catch(() => undefined);
}

/** Light, until somebody chose dark on this machine: rooms are lit. */
export function showLook(): void {
  document.documentElement.dataset.theme = kept() === "dark" ? "dark" : "light";
}

/** The other look, kept on this machine for this page alone. */
export function switchLook(): void {
  const look = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  try {
    localStorage.setItem(LOOK, look);
  } catch {
    // A browser that keeps nothing still shows it.
  }
  document.documentElement.dataset.theme = look;
}

/** Load the page anew, but never more than once a minute. */
export function reloadSeldom(): void {
  const last = Number(sessionStorage.getItem("air-screen-reload") ?? 0);
  if (Date.now() - last < 60_000) return;
  sessionStorage.setItem("air-screen-reload", String(Date.now()));
  location.reload();
}

function kept(): string | null {
  try {
    return localStorage.getItem(LOOK);
  } catch {
    return null;
  }
}
