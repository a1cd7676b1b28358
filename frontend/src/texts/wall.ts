/** One joint answer, read only, for the wall: no editor, no carets, nothing kept on the device. */
import { HocuspocusProvider } from "@hocuspocus/provider";
import * as Y from "yjs";

import { AS_SCREEN, socketUrl } from "../live/environment";
import { type Block, blocksOf, newestOf } from "./blocks";
import { TextLine } from "./line";
import { EDITOR_LIST } from "./types";

export interface WallText {
  blocks: readonly Block[];
  /** The block that changed last; the last one when the text was just opened. */
  newest: number;
}

const NOTHING: WallText = { blocks: [], newest: -1 };

export class Wall {
  text: WallText = NOTHING;
  private readonly line: TextLine;
  private name = "";
  private doc: Y.Doc | null = null;
  private provider: HocuspocusProvider | null = null;

  /** `onOutdated`: the server knows a newer page than this one. */
  constructor(
    session: string,
    private readonly onChange: () => void,
    private readonly onOutdated: () => void,
  ) {
    this.line = new TextLine(socketUrl(`/ws/sessions/${session}/texts${AS_SCREEN}`), () => undefined);
  }

  /** Show the answer to this question, or none; another text is let go. */
  show(number: number | null, epoch: number): void {
    const name = number === null ? "" : `q${number}.e${epoch}`;
    if (name === this.name) return;
    this.name = name;
    this.open();
  }

  /** Open the text anew: after the line was lost, or when rights may have changed. */
  again(): void {
    this.line.wake();
    if (this.name !== "" && this.provider === null) this.open();
  }

  close(): void {
    this.name = "";
    this.open();
    this.line.destroy();
  }

  private open(): void {
    this.letGo();
    this.text = NOTHING;
    if (this.name !== "") {
      const doc = new Y.Doc();
      this.doc = doc;
      doc.on("update", () => this.read(doc));
      this.provider = new HocuspocusProvider({
        name: this.name,
        document: doc,
        websocketProvider: this.line,
        awareness: null,
        token: `cookie;list=${EDITOR_LIST}`,
        onAuthenticationFailed: ({ reason }) => this.deny(reason),
      });
      this.provider.attach();
    }
    this.onChange();
  }

  private read(doc: Y.Doc): void {
    if (doc !== this.doc) return;
    const blocks = blocksOf(doc.getXmlFragment("default"));
    this.text = { blocks, newest: newestOf(this.text.blocks, blocks) };
    this.onChange();
  }

  private deny(reason: string): void {
    this.letGo();
    if (reason === "reload") this.onOutdated();
  }

  private letGo(): void {
    this.provider?.destroy();
    this.doc?.destroy();
    this.provider = this.doc = null;
  }
}
