/** Light or dark: as the device says, until somebody chooses. The cookie lets the server draw it. */

const YEAR = 365 * 24 * 3600;

type Look = "light" | "dark";

/** Show every `[data-look-switch]` button and let it change the look. */
export function showLookSwitch(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-look-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => choose(other(current())));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  draw();
}

function current(): Look {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function other(look: Look): Look {
  return look === "dark" ? "light" : "dark";
}

function choose(look: Look): void {
  document.documentElement.dataset.theme = look;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `air-look=${look}; path=/; max-age=${String(YEAR)}; samesite=lax${secure}`;
  draw();
}

/** The switch names the look it leads to. */
function draw(): void {
  const offered = other(current());
  for (const words of document.querySelectorAll<HTMLElement>("[data-look-switch] [data-look]")) {
    words.hidden = words.dataset.look !== offered;
  }
}
