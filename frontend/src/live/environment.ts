/** Everything of the browser that the line needs, so that tests can bring their own. */
import { get } from "../http";
import { detour } from "./detour";
import { type Around, Passage } from "./passage";
import type { News, Snapshot } from "./slices";

export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  close(): void;
}

export interface Environment {
  /** Open the socket of a session. */
  connect(session: string): Socket;
  fetchSnapshot(session: string): Promise<Snapshot>;
  /** Call `task` after `wait` ms; returns a function that prevents it. */
  later(task: () => void, wait: number): () => void;
  random(): number;
  online(): boolean;
  /** Call when there is reason to believe the line should be looked at; returns an undo. */
  onWake(task: () => void): () => void;
  /** Call when the machine says it is offline; returns an undo. */
  onOffline(task: () => void): () => void;
}

/** Added to an address, this says that the page is a screen, whoever else this browser is. */
export const AS_SCREEN = "?screen=1";

/** The real browser; `as` is added to every address. */
export function browser(as: typeof AS_SCREEN | "" = ""): Environment {
  const random = Math.random;
  const later = (task: () => void, wait: number) => {
    const timer = setTimeout(task, wait);
    return () => clearTimeout(timer);
  };
  const around = (session: string): Around => ({
    connect: () => new WebSocket(socketUrl(`/ws/sessions/${session}/live${as}`)) as Socket,
    fetchNews: (after) => get<News>(newsUrl(session, as, after)),
    later,
    random,
  });
  return {
    connect: (session) => new Passage(around(session), detour),
    fetchSnapshot: (session) => get<Snapshot>(`/sessions/${session}/snapshot/${as}`),
    later,
    random,
    online: () => navigator.onLine !== false,
    onWake: listenForWaking,
    onOffline: (task) => listen(window, ["offline"], task),
  };
}

function newsUrl(session: string, as: typeof AS_SCREEN | "", after: number | null): string {
  const asked = new URLSearchParams(as);
  if (after !== null) asked.set("after", String(after));
  return `/sessions/${session}/news/?${asked}`;
}

/** The websocket address on the host that served this page. */
export function socketUrl(path: string): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${path}`;
}

/** Back online, back in view, or back from the page cache. */
export function listenForWaking(task: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === "visible") task();
  };
  const undo = [
    listen(window, ["online", "pageshow"], task),
    listen(document, ["visibilitychange"], seen),
  ];
  return () => undo.forEach((each) => each());
}

/** Listen to these events; returns a function that stops it. */
export function listen(
  target: EventTarget,
  names: readonly string[],
  task: (event: Event) => void,
): () => void {
  names.forEach((name) => target.addEventListener(name, task));
  return () => names.forEach((name) => target.removeEventListener(name, task));
}
