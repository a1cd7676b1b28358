/** Reads a frame of the session socket. */
import type { LiveEvent } from "./slices";

/** The event in a frame, or null when it is none: a broken frame must not break the page. */
export function readEvent(data: unknown): LiveEvent | null {
  if (typeof data !== "string") return null;
  try {
    const event: unknown = JSON.parse(data);
    return typeof event === "object" && event !== null && "type" in event ? (event as LiveEvent) : null;
  } catch {
    return null;
  }
}
