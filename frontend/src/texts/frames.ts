/** The few bytes of the text socket that this page looks at itself; the provider reads the rest. */
import * as decoding from "lib0/decoding";

const AWARENESS = 1;
const SYNC_STATUS = 8;
const PONG = 10;

/** Asks the server whether it is there. */
export const PING = new Uint8Array([9]);

/** The server answers that it is there. */
export function isPong(data: unknown): boolean {
  return data instanceof ArrayBuffer && data.byteLength === 1 && new Uint8Array(data)[0] === PONG;
}

/** The server did not take an update: SyncStatus 0. */
export function isNotTaken(data: unknown): boolean {
  return statusOf(data) === 0;
}

/** The server took one update: SyncStatus 1. */
export function isTaken(data: unknown): boolean {
  return statusOf(data) === 1;
}

/**
 * What a caret message says, apart from its counter: the same words mean nothing moved.
 * Null for every other message.
 */
export function caretWords(data: unknown): { document: string; words: string } | null {
  return read(data, (decoder) => {
    const document = decoding.readVarString(decoder);
    if (decoding.readVarUint(decoder) !== AWARENESS) return null;
    const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder));
    const parts: string[] = [];
    for (let left = decoding.readVarUint(inner); left > 0; left -= 1) {
      const client = decoding.readVarUint(inner);
      decoding.readVarUint(inner);
      parts.push(`${client} ${decoding.readVarString(inner)}`);
    }
    return { document, words: parts.join("\n") };
  });
}

function statusOf(data: unknown): number | null {
  return read(data, (decoder) => {
    decoding.readVarString(decoder);
    if (decoding.readVarUint(decoder) !== SYNC_STATUS) return null;
    return decoding.readVarUint(decoder);
  });
}

function read<Value>(data: unknown, reader: (decoder: decoding.Decoder) => Value | null): Value | null {
  if (!(data instanceof ArrayBuffer) && !(data instanceof Uint8Array)) return null;
  try {
    return reader(decoding.createDecoder(data instanceof Uint8Array ? data : new Uint8Array(data)));
  } catch {
    return null;
  }
}
