/** Draws parts of the page anew, only when what they show changed, and keeps the focus. */
import { type Child, fill } from "../dom";

/** Draws `build()` into the region when `key` differs from last time. */
export type Region = (key: unknown, build: () => Child) => void;

/** The parts of the page marked `data-region` with this name; a page may leave one out. */
export function region(name: string): Region {
  const host = document.querySelector<HTMLElement>(`[data-region="${name}"]`);
  return host === null ? nowhere : regionIn(host);
}

/** A region in this element. What has focus must carry `data-focus` to get it back. */
export function regionIn(host: HTMLElement): Region {
  let drawn: string | null = null;
  return (key, build) => {
    const wanted = JSON.stringify(key);
    if (wanted === drawn) return;
    drawn = wanted;
    const focus = focusIn(host);
    fill(host, build());
    if (focus !== null) refocus(host, focus);
  };
}

function focusIn(host: HTMLElement): string | null {
  const active = document.activeElement;
  return active instanceof HTMLElement && host.contains(active)
    ? (active.dataset.focus ?? "")
    : null;
}

function refocus(host: HTMLElement, name: string): void {
  const same = [...host.querySelectorAll<HTMLElement>("[data-focus]")].find(
    (each) => each.dataset.focus === name,
  );
  // What had the focus is gone: stay in the neighbourhood instead of falling back to the top.
  (same ?? host.closest<HTMLElement>("[tabindex]"))?.focus();
}

function nowhere(): void {}
