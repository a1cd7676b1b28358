/** A browser's store, as much of it as the device's keeper uses: one database, one store. */

type Row = { key: string };

const rows = new Map<string, Row>();

let full = false;

/** Give every test an empty store. */
export function emptyStore(): void {
  rows.clear();
  full = false;
}

/** From now on the browser keeps nothing more. */
export function fillStore(): void {
  full = true;
}

/** The keys that are kept now. */
export function keysKept(): string[] {
  return [...rows.keys()];
}

function request<Value>(result: Value): { onsuccess: (() => void) | null; result: Value } {
  const made = { onsuccess: null as (() => void) | null, result };
  queueMicrotask(() => made.onsuccess?.());
  return made;
}

function transaction(): unknown {
  const store = {
    put: (row: Row) => {
      if (full) throw new Error("QuotaExceededError");
      rows.set(row.key, structuredClone(row));
    },
    get: (key: string) => request(structuredClone(rows.get(key))),
    delete: (key: string) => rows.delete(key),
    getAll: () => request([...rows.values()].map((row) => structuredClone(row))),
  };
  const made = { oncomplete: null as (() => void) | null, objectStore: () => store };
  queueMicrotask(() => made.oncomplete?.());
  return made;
}

Object.assign(globalThis, { indexedDB: { open: () => request({ transaction }) } });
