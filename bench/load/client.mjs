// A websocket client that is cheap enough not to be what is measured: one read buffer for all sockets, frames read
// where they lie, outgoing frames made by whoever sends. It never offers compression.
import net from 'node:net'
import { randomBytes, randomFillSync } from 'node:crypto'

const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10
const NORMAL_END = Buffer.from([0x03, 0xe8])
const READ = Buffer.allocUnsafe(1 << 20)
const MASKS = Buffer.allocUnsafe(1 << 16)
let maskAt = MASKS.length

function nextMask () {
  if (maskAt + 4 > MASKS.length) { randomFillSync(MASKS); maskAt = 0 }
  maskAt += 4
  return MASKS.subarray(maskAt - 4, maskAt)
}

/** Return one masked frame of a client. */
export function frameOf (payload, kind = 2) {
  const n = payload.length
  const head = n < 126 ? 2 : n < 65536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + 4 + n)
  frame[0] = 0x80 | kind
  frame[1] = 0x80 | (head === 2 ? n : head === 4 ? 126 : 127)
  if (head === 4) frame.writeUInt16BE(n, 2)
  if (head === 10) frame.writeBigUInt64BE(BigInt(n), 2)
  const mask = nextMask()
  mask.copy(frame, head)
  for (let i = 0; i < n; i++) frame[head + 4 + i] = payload[i] ^ mask[i & 3]
  return frame
}

/** One websocket. `on` has open(), frame(buffer, start, end) and close(why); none comes after close. */
export class Client {
  constructor ({ host, port, path, headers, on }) {
    this.on = on
    this.bytes = 0
    this.open = false
    this.over = false
    this.rest = null
    this.parts = []
    const asked = [`GET ${path} HTTP/1.1`, `Host: ${host}:${port}`, 'Upgrade: websocket', 'Connection: Upgrade',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`, 'Sec-WebSocket-Version: 13',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\r\n') + '\r\n\r\n'
    const read = (n, buffer) => { this.#take(buffer, n); return true }
    this.line = net.connect({ host, port, noDelay: true, onread: { buffer: READ, callback: read } })
    this.line.on('connect', () => this.line.write(asked))
    this.line.on('error', error => this.#gone(`error ${error.code ?? error.message}`))
    this.line.on('close', () => this.#gone('cut'))
  }

  /** Send a frame that frameOf made. */
  sendFrame (frame) { if (!this.over) this.line.write(frame) }

  send (payload) { this.sendFrame(frameOf(payload)) }

  /** Leave in good order. */
  close () {
    this.sendFrame(frameOf(NORMAL_END, CLOSE))
    this.over = true
    this.line.end()
  }

  #gone (why) {
    if (this.over) return
    this.over = true
    this.line.destroy()
    this.on.close(why)
  }

  #take (buffer, n) {
    let data = buffer.subarray(0, n)
    if (this.rest) { data = Buffer.concat([this.rest, data]); this.rest = null }
    let at = this.open ? 0 : this.#upgraded(data)
    while (this.open && !this.over) {
      const next = this.#frame(data, at)
      if (next === at) break
      at = next
    }
    if (at < data.length && !this.over) this.rest = Buffer.from(data.subarray(at))
  }

  /** Return where frames begin; 0 while the answer to the upgrade is not whole. */
  #upgraded (data) {
    const end = data.indexOf('\r\n\r\n')
    if (end < 0) return 0
    const first = data.toString('latin1', 0, data.indexOf('\r\n'))
    if (!first.startsWith('HTTP/1.1 101')) { this.#gone(`refused: ${first}`); return 0 }
    this.open = true
    this.on.open()
    return end + 4
  }

  /** Do what one frame says and return where the next begins; the same place when it is not whole. */
  #frame (data, at) {
    const end = data.length
    if (at + 2 > end) return at
    let start = at + 2
    let length = data[at + 1] & 0x7f
    if (length === 126) {
      if (start + 2 > end) return at
      length = data.readUInt16BE(start); start += 2
    } else if (length === 127) {
      if (start + 8 > end) return at
      length = Number(data.readBigUInt64BE(start)); start += 8
    }
    const stop = start + length
    if (stop > end) return at
    this.bytes += stop - at
    this.#read(data, start, stop, data[at])
    return stop
  }

  #read (data, start, stop, first) {
    const kind = first & 0x0f
    const last = first & 0x80
    if (kind === PING) this.sendFrame(frameOf(data.subarray(start, stop), PONG))
    else if (kind === CLOSE) this.#gone(`closed ${stop - start >= 2 ? data.readUInt16BE(start) : ''}`)
    else if (kind <= TEXT + 1 && last && kind !== 0) this.on.frame(data, start, stop)
    else if (kind <= TEXT + 1) {
      this.parts.push(Buffer.from(data.subarray(start, stop)))
      if (!last) return
      const whole = Buffer.concat(this.parts)
      this.parts = []
      this.on.frame(whole, 0, whole.length)
    }
  }
}
