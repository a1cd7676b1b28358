/** The keys of the wall, and the small help for who stands at the laptop; it hides by itself. */
import { setAttribute } from "../dom";

/** How long (ms) the help stays after the mouse or a key was last touched. */
const HELP_STAYS = 6_000;

const KEYS: Readonly<Record<string, string>> = {
  "0": "auto",
  escape: "auto",
  "1": "invitation",
  q: "invitation",
  "2": "question",
  v: "question",
  "3": "answer",
  a: "answer",
  "4": "overview",
  o: "overview",
  f: "fullscreen",
  d: "look",
  arrowright: "next",
  arrowleft: "previous",
};

/** What a key asks for, or null; keys with Ctrl, Alt or Cmd belong to the browser. */
export function askedBy(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey">): string | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  return KEYS[event.key.toLowerCase()] ?? null;
}

/** Listen to the keys and to the buttons of the help; both ask for the same things. */
export function listenToKeys(help: HTMLElement, onAsk: (what: string) => void): void {
  document.addEventListener("keydown", (event) => {
    wake();
    const asked = askedBy(event);
    if (asked !== null) onAsk(asked);
  });
  help.addEventListener("click", ({ target }) => {
    const asked = (target as Element).closest<HTMLElement>("[data-ask]")?.dataset.ask;
    if (asked !== undefined) onAsk(asked);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wake = (): void => {
    setAttribute(document.body, "data-awake", true);
    clearTimeout(timer);
    timer = setTimeout(rest, HELP_STAYS);
  };
  const rest = (): void => {
    if (help.contains(document.activeElement) || help.matches(":hover")) timer = setTimeout(rest, HELP_STAYS);
    else setAttribute(document.body, "data-awake", null);
  };
  for (const name of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(name, wake);
  wake();
}
