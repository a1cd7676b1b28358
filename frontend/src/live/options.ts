/** What the line of a session needs to know, and whom it tells. */
import type { Line } from "./line";
import type { Goodbye, Snapshot } from "./slices";
import type { State } from "./state";

export interface LiveOptions {
  /** The session's public id. */
  session: string;
  /** The snapshot the page was rendered from. */
  snapshot: Snapshot;
  /** Called after every change, with what was known before. */
  onState(state: State, before: State): void;
  onLine?(line: Line): void;
  /** The server ended the line for good. */
  onGoodbye?(reason: Goodbye): void;
}
