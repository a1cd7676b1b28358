// Checks of the generator's own parts: node --test bench/load/selftest.mjs
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { frameOf } from './client.mjs'
import { Times } from './measure.mjs'
import { protocols } from './protocols.mjs'
import { BLANK, dice, hasLastWord, marker, MARKER, preparedText, scan, Typist } from './words.mjs'

function found (bytes) {
  const ids = []
  scan(Buffer.from(bytes), 0, bytes.length, id => ids.push(id))
  return ids
}

function textOf (updates) {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getXmlFragment('default').toString()
}

test('a marker is found again among other bytes', () => {
  for (const id of [0, 1, 61, 62, 12345, 916132831]) assert.deepEqual(found(Buffer.from(`x~${marker(id)}${marker(7)}y~12`)), [id, 7])
})

test('every edit is a valid update with its own marker, also when many are merged', () => {
  const typists = [42, 43].map(client => new Typist({ client, random: dice(client) }))
  const updates = Array.from({ length: 400 }, (_, id) => typists[id % 2].type(id).slice())
  updates.forEach((update, id) => assert.ok(found(update).includes(id)))
  const all = [...Array(400).keys()]
  assert.deepEqual([...new Set(found(Y.mergeUpdates(updates)))].sort((a, b) => a - b), all)
  const text = textOf([BLANK, ...updates])
  assert.deepEqual(found(Buffer.from(text)).sort((a, b) => a - b), all)
  assert.equal(text.length, '<paragraph></paragraph>'.length + 400 * MARKER)
})

test('the prepared text is as long as was asked, in few updates, and ends with the last word', () => {
  const updates = preparedText({ signs: 5000, random: dice(2) })
  const text = Buffer.from(textOf([BLANK, ...updates]))
  assert.ok(text.length > 5000 && text.length < 5100)
  assert.ok(hasLastWord(text, text.length - 30, text.length))
  assert.ok(updates.length < 60)
})

test('a masked frame of any length holds its payload', () => {
  for (const [length, head] of [[0, 2], [125, 2], [126, 4], [70000, 10]]) {
    const frame = frameOf(Buffer.alloc(length, 7))
    const mask = frame.subarray(head, head + 4)
    assert.ok(frame.subarray(head + 4).map((byte, i) => byte ^ mask[i & 3]).equals(Buffer.alloc(length, 7)))
  }
})

test('an edit goes out under the name of its document, and its status is read', () => {
  const edit = protocols.hocuspocus.edit({ doc: 'q1.e1' }, new Uint8Array([1, 2]))
  assert.deepEqual([...edit], [5, ...Buffer.from('q1.e1'), 0, 2, 2, 1, 2])
  const heard = []
  const status = Buffer.from([5, ...Buffer.from('q1.e1'), 8, 1])
  protocols.hocuspocus.frame({ status: kept => heard.push(kept) }, status, 0, status.length)
  assert.deepEqual(heard, [true])
})

test('a ping without a name is answered', () => {
  const sent = []
  protocols.hocuspocus.frame({ send: bytes => sent.push([...bytes]) }, Buffer.from([9]), 0, 1)
  assert.deepEqual(sent, [[10]])
})

test('percentiles are taken from what is there', () => {
  const times = new Times()
  for (let ms = 1; ms <= 200; ms++) times.add(ms)
  assert.deepEqual([times.summary(), new Times().summary()], [
    { n: 200, p50: 100, p95: 190, p99: 198, max: 200 },
    { n: 0, p50: null, p95: null, p99: null, max: null }
  ])
})
