/**
 * Builds elements without ever reading markup from a string, so data can never become markup.
 *
 * `h("button", {class: "btn", onclick: save}, icon("check"), gettext("Save"))`
 */

type Handler = (event: never) => void;
type Attribute = string | number | boolean | null | undefined | Handler;
/** null, undefined and false are left out; strings become text. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];

const SVG = "http://www.w3.org/2000/svg";

/** Make an element. `true` sets an empty attribute, `false`/null leaves it out, functions listen. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value as EventListener);
    } else {
      setAttribute(element, name, value);
    }
  }
  element.append(...nodes(children));
  return element;
}

/** Set one attribute; `true` sets it empty, `false`, null and undefined take it away. */
export function setAttribute(
  element: Element,
  name: string,
  value: string | number | boolean | null | undefined,
): void {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else {
    const text = value === true ? "" : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/** Say something in an element, only when it differs: a live region repeats every change. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Replace everything inside an element. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...nodes(children));
}

/** One drawing of the sprite named by `<body data-icons>`, hidden from screen readers. */
export function icon(name: string, { small = false }: { small?: boolean } = {}): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", small ? "i s" : "i");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.icons ?? "/static/icons.svg"}#i-${name}`);
  svg.append(use);
  return svg;
}

/** The element that must be there; its absence is a mistake of ours, so it is loud. */
export function find<Kind extends Element = HTMLElement>(
  selector: string,
  within: ParentNode = document,
): Kind {
  const found = within.querySelector<Kind>(selector);
  if (found === null) throw new Error(`Nothing on this page matches ${selector}`);
  return found;
}

/** The value of a `json_script` on this page. */
export function readJson<Value>(id: string): Value {
  return JSON.parse(find(`#${id}`).textContent ?? "null") as Value;
}

function nodes(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child): (Node | string)[] => {
    if (child === null || child === undefined || child === false) return [];
    if (Array.isArray(child)) return nodes(child as readonly Child[]);
    return [typeof child === "number" ? String(child) : (child as Node | string)];
  });
}
