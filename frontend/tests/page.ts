/** Gives every test a page: a document, a window and the words of the catalogue. */
import { Window } from "happy-dom";

const page = new Window({ url: "http://room.example/sessions/s1/questions/8/" });
const words = {
  gettext: (text: string) => text,
  pgettext: (_context: string, text: string) => text,
  ngettext: (one: string, many: string, count: number) => (count === 1 ? one : many),
  interpolate: (format: string, values: Record<string, unknown> | unknown[], named = false) =>
    named
      ? format.replace(/%\((\w+)\)s/g, (_whole, name: string) => String((values as Record<string, unknown>)[name]))
      : format.replace(/%s/g, () => String((values as unknown[]).shift())),
};
const shared = [
  "document",
  "location",
  "Node",
  "Element",
  "HTMLElement",
  "HTMLInputElement",
  "SVGElement",
  "DocumentFragment",
  "DOMParser",
  "MutationObserver",
  "ResizeObserver",
  "Event",
  "InputEvent",
  "KeyboardEvent",
  "getComputedStyle",
  "requestAnimationFrame",
  "cancelAnimationFrame",
  "sessionStorage",
  "localStorage",
] as const;
const found = Object.fromEntries(
  shared.map((name) => {
    const value: unknown = page[name as never];
    const isFunction = typeof value === "function" && !/^[A-Z]/.test(name);
    return [name, isFunction ? (value as (...all: unknown[]) => unknown).bind(page) : value];
  }),
);
Object.assign(globalThis, { window: page, ...found, ...words });
document.documentElement.lang = "nl";
