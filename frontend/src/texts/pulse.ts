/**
 * Whether a line still lives, as far as what was heard on it tells. Pure: it is told the time.
 *
 * A line can die without a close: another wifi, a proxy that swallows everything. The server speaks
 * every 12 seconds by itself and answers whoever asks; an edit that waits asks at once.
 */

/** An edit that waits this long (ms) on a line that is silent for as long is a reason to ask. */
const ODD = 1_000;
/** An edit that waits this long (ms) is one, too, when others are heard: up and down may differ. */
const LATE = 3_000;
/** A silence this long (ms) is a reason to ask when nothing waits. */
const IDLE = 15_000;
/** Silent for this long (ms): no need to ask, as after a sleep. */
const SILENT = 30_000;
/** Asked, and silent for this long (ms) since: the line is dead. */
const ANSWER = 3_250;
/** Asked, and not answered for this long (ms) while others are heard: nothing goes up. */
const HALF = 5_000;
/** An edit unacknowledged for this long (ms) on a line that answers: it is opened anew. */
const STUCK = 15_000;
/** A connection on which the server says nothing for this long (ms) while it is opened is none. */
const DEAF = 8_000;
/** Look at the line this often (ms): an edit on a line that is dead is noticed within 5 seconds. */
export const LOOK = 500;

export type Verdict = "well" | "ask" | "dead";

export interface Looked {
  now: number;
  /** The server has spoken on this connection. */
  open: boolean;
  /** How long (ms) the oldest edit has been waiting for its acknowledgement; 0: none waits. */
  waiting: number;
}

export class Pulse {
  private beganAt = 0;
  private heardAt = 0;
  private answeredAt = 0;
  private askedAt: number | null = null;

  /** A connection is tried. */
  begin(now: number): void {
    this.beganAt = this.heardAt = this.answeredAt = now;
    this.askedAt = null;
  }

  /** The server said something; `answer`: to a question. */
  hear(now: number, { answer }: { answer: boolean }): void {
    this.heardAt = now;
    if (!answer) return;
    this.answeredAt = now;
    this.askedAt = null;
  }

  /** The server is asked whether it is there. */
  ask(now: number): void {
    this.askedAt ??= now;
  }

  /** Milliseconds since anything was heard, or since this connection was begun. */
  silence(now: number): number {
    return now - this.heardAt;
  }

  verdict({ now, open, waiting }: Looked): Verdict {
    const silence = this.silence(now);
    if (!open) return silence >= DEAF ? "dead" : this.askAfter(silence >= ODD);
    // What waited through a loss gets its time on this connection.
    const waited = Math.min(waiting, now - this.beganAt);
    if (silence >= SILENT || waited >= STUCK) return "dead";
    if (this.askedAt !== null) return this.judge(now, this.askedAt);
    const odd = waited >= ODD && silence >= ODD;
    const late = waited >= LATE && now - this.answeredAt >= LATE;
    return this.askAfter(odd || late || silence >= IDLE);
  }

  private judge(now: number, askedAt: number): Verdict {
    const patience = this.heardAt > askedAt ? HALF : ANSWER;
    return now - askedAt >= patience ? "dead" : "well";
  }

  private askAfter(reason: boolean): Verdict {
    return reason && this.askedAt === null ? "ask" : "well";
  }
}
