// What is typed: markers that are found again in raw bytes, edits made beforehand, and a text of some thousand signs.
import * as Y from 'yjs'

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const VALUE = new Int8Array(256).fill(-1)
for (let i = 0; i < SIGNS.length; i++) VALUE[SIGNS.charCodeAt(i)] = i
const TILDE = 0x7e
/** Every edit types so many signs: a tilde and five digits of base 62. */
export const MARKER = 6
/** Stands at the end of the prepared text: who has seen it has the whole text. */
export const LAST_WORD = 'zqENDqz'
const LAST_BYTES = Buffer.from(LAST_WORD)
/** One empty paragraph with a text in it, written by client 0: every text of the product begins with it. */
export const BLANK = Buffer.from('0102000007010764656661756c740309706172616772617068070000000600', 'hex')
const WORDS = 'de leverancier legt uit waarop het model is getraind en wie daar naar kijkt als het misgaat '.split(' ')
const TOLD_AT_ONCE = 60

/** Return random numbers from 0 to 1, the same for the same seed. */
export function dice (seed) {
  let a = seed >>> 0
  return () => {
    a = a + 0x6D2B79F5 | 0
    let t = Math.imul(a ^ a >>> 15, 1 | a)
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t
    return ((t ^ t >>> 14) >>> 0) / 4294967296
  }
}

/** Return the marker of one edit of a room. */
export function marker (id) {
  let signs = ''
  for (let i = 0; i < MARKER - 1; i++) { signs = SIGNS[id % 62] + signs; id = Math.floor(id / 62) }
  return '~' + signs
}

/** Call found(id) for each marker between two places of a buffer. */
export function scan (buffer, start, end, found) {
  for (let i = start; i <= end - MARKER; i++) {
    if (buffer[i] !== TILDE) continue
    let id = 0
    for (let k = 1; k < MARKER && id >= 0; k++) {
      const value = VALUE[buffer[i + k]]
      id = value < 0 ? -1 : id * 62 + value
    }
    if (id < 0) continue
    found(id)
    i += MARKER - 1
  }
}

/** Tell whether the end of the prepared text is among these bytes. */
export const hasLastWord = (buffer, start, end) => buffer.subarray(start, end).includes(LAST_BYTES)

function openText (client) {
  const doc = new Y.Doc()
  doc.clientID = client
  Y.applyUpdate(doc, BLANK)
  return { doc, text: doc.getXmlFragment('default').get(0).get(0) }
}

/** Somebody who types, in a document of their own; type() gives the update of one insertion. */
export class Typist {
  constructor ({ client, random, elsewhere = 0.2 }) {
    const { doc, text } = openText(client)
    Object.assign(this, { text, random, elsewhere })
    doc.on('update', update => { this.made = update })
  }

  /** Type a marker: mostly at the end, sometimes between two markers. */
  type (id) {
    const n = this.text.length
    const within = n > 0 && this.random() < this.elsewhere
    this.text.insert(within ? MARKER * Math.floor(this.random() * n / MARKER) : n, marker(id))
    return this.made
  }
}

/** Return updates that make a text of about so many signs, as several people typed it word by word. */
export function preparedText ({ signs, random, authors = 5 }) {
  const pens = Array.from({ length: authors }, (_, i) => openText(900000000 + i))
  const all = openText(899999999)
  const made = []
  all.doc.on('update', update => made.push(update))
  while (all.text.length < signs) {
    const pen = pens[Math.floor(random() * authors)]
    Y.applyUpdate(pen.doc, Y.encodeStateAsUpdate(all.doc, Y.encodeStateVector(pen.doc)))
    const at = random() < 0.1 ? Math.floor(random() * (pen.text.length + 1)) : pen.text.length
    pen.text.insert(at, (WORDS[Math.floor(random() * WORDS.length)] || 'en') + ' ')
    Y.applyUpdate(all.doc, Y.encodeStateAsUpdate(pen.doc, Y.encodeStateVector(all.doc)))
  }
  all.text.insert(all.text.length, LAST_WORD)
  const updates = []
  for (let i = 0; i < made.length; i += TOLD_AT_ONCE) updates.push(Y.mergeUpdates(made.slice(i, i + TOLD_AT_ONCE)))
  return updates
}
