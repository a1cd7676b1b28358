/** Whether this page goes on by plain requests, because no websocket comes through to it. */

/** Where the pages of one tab remember it, so that the next page need not find out again. */
const KEPT = "air-detour";
/** So many openings in a row that came to nothing are no accident. */
const FAILURES = 2;

/** Somewhere to keep one mark; a browser may keep nothing. */
export interface Memory {
  read(): boolean;
  write(on: boolean): void;
}

export class Detour {
  private on: boolean;
  private failures = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly memory: Memory = memoryOfTab()) {
    this.on = memory.read();
  }

  /** The page goes on by requests now. */
  get active(): boolean {
    return this.on;
  }

  /** Called when the page goes on by requests, and when it goes back; returns an undo. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A socket was refused or cut at once; tells whether it is time to ask by request. */
  failed(): boolean {
    this.failures += 1;
    return this.failures >= FAILURES;
  }

  /** A socket spoke and lasted. */
  passed(): void {
    this.failures = 0;
    this.turn(false);
  }

  /** Sockets fail and a request was answered: go on by requests. */
  begin(): void {
    this.turn(true);
  }

  private turn(on: boolean): void {
    if (this.on === on) return;
    this.on = on;
    this.memory.write(on);
    for (const listener of this.listeners) listener();
  }
}

function memoryOfTab(): Memory {
  return {
    read() {
      try {
        return sessionStorage.getItem(KEPT) === "1";
      } catch {
        return false;
      }
    },
    write(on) {
      try {
        if (on) sessionStorage.setItem(KEPT, "1");
        else sessionStorage.removeItem(KEPT);
      } catch {
        // The next page finds out by itself.
      }
    },
  };
}

/** The one of this page: its news and its texts take the same way. */
export const detour = new Detour();
