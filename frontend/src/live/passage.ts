/**
 * The way news comes to a page: by a socket, or by asking every few seconds where a proxy lets none
 * through. For the rest of the page both are one socket that goes on.
 *
 * Found out within ten seconds: a socket that is refused, or cut at once, is tried a second time at
 * most two seconds later; one on which no word comes is given up after five. Only an answer to a
 * request, while sockets fail, makes a page go on by requests: then the server is there and
 * something in between swallows sockets. A socket is tried again about once a minute.
 */
import { Refusal } from "../http";
import type { Detour } from "./detour";
import type { Socket } from "./environment";
import type { Goodbye, LiveEvent, News } from "./slices";

/** An opening on which no word comes for this long (ms) is swallowed. */
export const WORDLESS = 5_000;
/** A socket that goes on for this long (ms) after its first word was not cut at once. */
export const LASTING = 3_000;
/** Between two questions for news (ms). */
export const ASKED_EVERY = 3_000;
/** A socket is tried again after half to one and a half times this long (ms). */
export const TRIED_EVERY = 60_000;
/** The first try beside the requests comes sooner (ms): it may have been a server that restarted. */
export const FIRST_TRY = 10_000;

/** What a passage needs of the browser. */
export interface Around {
  connect(): Socket;
  /** What is new after a revision; all there is after none. */
  fetchNews(after: number | null): Promise<News>;
  later(task: () => void, wait: number): () => void;
  random(): number;
}

/** Why the server has nothing for this browser any more, by its word for it. */
const GOODBYES: Readonly<Record<string, Goodbye>> = {
  removed: "removed",
  screen_off: "removed",
  not_found: "unknown",
};

export class Passage implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  onerror: Socket["onerror"] = null;
  private socket: Socket | null = null;
  private over = false;
  private revision: number | null = null;
  private here = "";
  /** What a socket that is tried beside the requests said; null while none has lasted. */
  private heard: unknown[] | null = null;
  private readonly undo = new Map<string, () => void>();

  constructor(
    private readonly around: Around,
    private readonly detour: Detour,
  ) {
    if (detour.active) this.goOn();
    else this.open();
  }

  close(): void {
    this.over = true;
    this.undo.forEach((each) => each());
    this.drop();
  }

  // --- By socket ---------------------------------------------------------------------------

  private open(): void {
    const socket = this.around.connect();
    this.socket = socket;
    this.later("wordless", () => void this.doubt(), WORDLESS);
    let spoke = false;
    socket.onmessage = (message) => {
      if (!spoke) {
        spoke = true;
        this.cancel("wordless");
        this.later("lasting", () => this.detour.passed(), LASTING);
      }
      this.onmessage?.(message);
    };
    socket.onclose = () => {
      const came = spoke && !this.undo.has("lasting");
      this.cancel("wordless");
      this.cancel("lasting");
      if (came || !this.detour.failed()) this.end();
      else void this.doubt();
    };
  }

  /** Sockets come to nothing: ask by request, and go on so when that is answered. */
  private async doubt(): Promise<void> {
    this.drop();
    const news = await this.ask(null);
    if (news === null) return;
    this.detour.begin();
    this.tell(news, { slow: true });
    this.goOn({ at: ASKED_EVERY });
  }

  // --- By request --------------------------------------------------------------------------

  private goOn({ at = 0 } = {}): void {
    this.later("poll", () => void this.poll(), at);
    this.later("try", () => this.try(), FIRST_TRY * this.around.random());
  }

  private async poll(): Promise<void> {
    const lasting = this.heard !== null;
    const news = await this.ask(lasting ? null : this.revision);
    if (news === null) return;
    if (lasting && this.heard !== null) return this.goBack(news);
    this.tell(news, { slow: true });
    this.later("poll", () => void this.poll(), ASKED_EVERY);
  }

  /** Ask for news; null when this passage is over by now, or ends because nothing was answered. */
  private async ask(after: number | null): Promise<News | null> {
    try {
      const news = await this.around.fetchNews(after);
      return this.over ? null : news;
    } catch (error) {
      if (this.over) return null;
      const reason = error instanceof Refusal ? GOODBYES[error.code] : undefined;
      if (reason === undefined) this.end();
      else this.say({ type: "bye", reason });
      return null;
    }
  }

  private tell({ revision, snapshot, here }: News, { slow }: { slow: boolean }): void {
    this.revision = revision;
    if (snapshot === null) this.say({ type: "beat", revision });
    else this.say({ type: "snapshot", slow, ...snapshot });
    const words = here.join(" ");
    if (words === this.here) return;
    this.here = words;
    this.say({ type: "here", people: here });
  }

  // --- Back to a socket --------------------------------------------------------------------

  private untilNextTry(): number {
    return TRIED_EVERY * (0.5 + this.around.random());
  }

  /** Try a socket beside the requests. */
  private try(): void {
    const socket = this.around.connect();
    this.socket = socket;
    const said: unknown[] = [];
    const failed = (): void => {
      this.drop();
      this.heard = null;
      this.later("try", () => this.try(), this.untilNextTry());
    };
    this.later("wordless", failed, 2 * WORDLESS);
    socket.onclose = failed;
    socket.onmessage = ({ data }) => {
      if (said.push(data) > 1) return;
      this.cancel("wordless");
      this.later("lasting", () => (this.heard = said), LASTING);
    };
  }

  /** The socket lasted: take everything once more, and from then on what it says. */
  private goBack(news: News): void {
    const heard = this.heard ?? [];
    const socket = this.socket;
    if (socket === null) return;
    socket.onmessage = (message) => this.onmessage?.(message);
    socket.onclose = () => this.end();
    this.detour.passed();
    this.tell(news, { slow: false });
    // Its first word is a snapshot from before.
    for (const data of heard.slice(1)) this.onmessage?.({ data });
  }

  // --- Both --------------------------------------------------------------------------------

  private say(event: LiveEvent): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }

  private end(): void {
    if (this.over) return;
    const told = this.onclose;
    this.close();
    told?.(undefined as never);
  }

  private drop(): void {
    this.cancel("wordless");
    this.cancel("lasting");
    const { socket } = this;
    this.socket = null;
    if (socket === null) return;
    socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private later(name: string, task: () => void, wait: number): void {
    this.cancel(name);
    const undo = this.around.later(() => {
      this.undo.delete(name);
      task();
    }, wait);
    this.undo.set(name, undo);
  }

  private cancel(name: string): void {
    this.undo.get(name)?.();
    this.undo.delete(name);
  }
}
