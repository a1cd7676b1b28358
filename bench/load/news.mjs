#!/usr/bin/env node
// Three hundred people wait for the next question: from the POST until each of their session sockets has the news.
//
//   node news.mjs --target http://127.0.0.1:8000 --session ID --leader COOKIE --identities people.jsonl --times 20
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { Client } from './client.mjs'
import { now, sleep, Times } from './measure.mjs'

const TOGETHER = 25
const REST_MS = 400
const { values: given } = parseArgs({ options: {
  target: { type: 'string' }, session: { type: 'string' }, leader: { type: 'string' },
  identities: { type: 'string' }, sockets: { type: 'string', default: '300' }, times: { type: 'string', default: '20' }
} })
const target = new URL(given.target)
const cookies = fs.readFileSync(given.identities, 'utf8').trim().split('\n').map(line => JSON.parse(line).cookie).slice(0, Number(given.sockets))
const waiting = { word: null, since: 0, heard: new Set(), all: () => {} }
const times = new Times()
const slowest = new Times()

function hear (socket, frame, at) {
  if (!waiting.word || waiting.heard.has(socket) || !frame.includes(waiting.word)) return
  waiting.heard.add(socket)
  times.add(at - waiting.since)
  if (waiting.heard.size < cookies.length) return
  slowest.add(at - waiting.since)
  waiting.all()
}

/** Open the session socket of one person; the promise is kept with the snapshot. */
function opened (cookie) {
  return new Promise((resolve, reject) => {
    const socket = new Client({
      host: target.hostname, port: target.port, path: `/ws/sessions/${given.session}/live`,
      headers: { Cookie: cookie, Origin: target.origin },
      on: {
        open () {},
        frame (buffer, start, end) { const at = now(); resolve(socket); hear(socket, buffer.subarray(start, end), at) },
        close: why => reject(new Error(why))
      }
    })
  })
}

async function show (number) {
  const token = randomBytes(16).toString('hex')
  const all = new Promise(resolve => { waiting.all = resolve })
  Object.assign(waiting, { word: `"current_question": ${number},`, since: now(), heard: new Set() })
  const answer = await fetch(new URL(`/sessions/${given.session}/current-question/`, target), {
    method: 'POST', body: new URLSearchParams({ number }),
    headers: { Cookie: `${given.leader}; air-csrf=${token}`, Origin: target.origin, 'X-CSRFToken': token }
  })
  if (!answer.ok) throw new Error(`the POST was answered ${answer.status}`)
  await Promise.race([all, sleep(10000).then(() => { throw new Error(`only ${waiting.heard.size} heard of question ${number}`) })])
}

for (let i = 0; i < cookies.length; i += TOGETHER) await Promise.all(cookies.slice(i, i + TOGETHER).map(opened))
for (let i = 0; i < Number(given.times); i++) { await sleep(REST_MS); await show(2 + i % 18) }
process.stdout.write(JSON.stringify({ news: times.summary(), last: slowest.summary() }) + '\n')
process.exit(0)
