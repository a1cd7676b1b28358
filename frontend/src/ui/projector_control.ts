/** The projector in the hands of who leads: open it, say what it shows, revoke its links. */
import { fill, h, icon, setText } from "../dom";
import { get } from "../http";
import type { ScreenView } from "../live/slices";
import { copied } from "../page/copy";
import { announce } from "./announce";
import { commandButton } from "./command";
import { type Dialog, openDialog } from "./dialog";
import { drawLinks, type ScreenLinks } from "./projector_links";
import { type Region, regionIn } from "./region";
import type { Room } from "./room";

const VIEWS: readonly ScreenView[] = ["auto", "invitation", "question", "answer", "overview"];
/** A window that was just opened needs so long (ms) to say that it is there. */
const OPENING = 2_500;

let current: Control | null = null;

/** Keep the window true while it is open, and open it with Alt+Shift+B. */
export function watchProjector(room: Room): void {
  if (!room.leads) return;
  room.watch(() => current?.drawViews());
  document.addEventListener("keydown", (event) => {
    const asked = event.altKey && event.shiftKey && !event.ctrlKey && event.code === "KeyB";
    if (!asked || document.querySelector("dialog[open]") !== null) return;
    event.preventDefault();
    openProjector(room);
  });
}

/** The button that opens the window. */
export function projectorButton(room: Room): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "btn",
      "data-focus": "projector",
      "aria-haspopup": "dialog",
      "aria-keyshortcuts": "Alt+Shift+B",
      onclick: () => openProjector(room),
    },
    icon("screen", { small: true }),
    gettext("Projector"),
  );
}

/** Open the window. */
export function openProjector(room: Room): void {
  current = new Control(room, () => (current = null));
}

/** The word for what the projector shows. */
export function viewWord(view: ScreenView): string {
  return {
    auto: pgettext("projector", "Follow the session"),
    invitation: pgettext("projector", "QR code"),
    question: pgettext("projector", "Question"),
    answer: pgettext("projector", "Answer"),
    overview: pgettext("projector", "Overview"),
  }[view];
}

class Control {
  private readonly choices = h("div", { class: "row", role: "group", "aria-labelledby": "projector-shows" });
  private readonly views: Region = regionIn(this.choices);
  private readonly address = h("div", {});
  private readonly links = h("div", { class: "stack" });
  private readonly dialog: Dialog;

  constructor(
    private readonly room: Room,
    onClose: () => void,
  ) {
    this.dialog = openDialog(gettext("Projector"), h("div", { class: "stack" }, this.ways(), this.showing(), this.links));
    const { element } = this.dialog;
    const seen = (): void => void this.list();
    element.addEventListener("keydown", (event) => this.press(event));
    element.addEventListener("close", () => {
      removeEventListener("focus", seen);
      onClose();
    });
    addEventListener("focus", seen);
    this.drawViews();
    void this.list();
  }

  drawViews(): void {
    const { screen } = this.room.state.slices.session;
    this.views(screen, () => VIEWS.map((view, key) => this.viewButton(view, key, screen === view)));
  }

  private viewButton(view: ScreenView, key: number, pressed: boolean): HTMLElement {
    return commandButton(
      { focus: `view-${view}`, pressed, place: () => this.choices.parentElement },
      () => this.room.send("projector/view/", { view }),
      h("kbd", { "aria-hidden": "true" }, key),
      viewWord(view),
    );
  }

  private showing(): HTMLElement {
    return h("section", { class: "stack" }, h("h3", { id: "projector-shows" }, gettext("What it shows")), this.choices);
  }

  /** The digits on the buttons press them. */
  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return;
    const view = VIEWS[Number(event.key)];
    if (event.key.trim() === "" || view === undefined) return;
    this.choices.querySelector<HTMLElement>(`[data-focus="view-${view}"]`)?.click();
  }

  private ways(): HTMLElement {
    const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const open = h("button", { class: "btn primary", "data-command": true, "data-first": true }, icon("screen", { small: true }), gettext("Open in a new window"));
    const form = h(
      "form",
      { method: "post", action: this.room.at("projector/links/"), target: "_blank" },
      h("input", { type: "hidden", name: "csrfmiddlewaretoken", value: token }),
      open,
    );
    form.addEventListener("submit", (event) => {
      if (document.body.hasAttribute("data-away")) event.preventDefault();
      else setTimeout(() => void this.list(), OPENING);
    });
    const copy = commandButton({ focus: "copy-screen" }, () => this.makeLink(), icon("link", { small: true }), gettext("Link for another computer"));
    return h("section", { class: "stack" }, h("div", { class: "row", "data-refusals": true }, form, copy), this.address);
  }

  /** The address is told once: whoever has it has a screen. */
  private async makeLink(): Promise<void> {
    const { url } = await this.room.send<{ url: string }>("projector/links/");
    const field = h("input", { class: "input", readonly: true, value: url, "aria-label": gettext("Link for another computer") });
    const said = h("p", { class: "small muted" }, gettext("Open this link on the computer with the projector. You see it only now."));
    fill(this.address, field, said);
    field.select();
    const done = (await copied(url)) ? gettext("Link copied") : gettext("Select the text and copy it");
    announce(done);
    setText(said, `${done}. ${said.textContent ?? ""}`);
    await this.list();
  }

  private async list(): Promise<void> {
    const { links } = await get<ScreenLinks>(this.room.at("projector/links/")).catch(() => ({ links: null }));
    if (links === null || !this.dialog.element.isConnected) return;
    fill(this.links, drawLinks(links, (id) => this.revoke(id)));
  }

  private async revoke(id: string): Promise<void> {
    await this.room.send(`projector/links/${id}/revocation/`);
    announce(gettext("The link is revoked."));
    await this.list();
  }
}
