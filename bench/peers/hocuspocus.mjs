// @hocuspocus/server as its own documentation starts it. PORT; SQLITE names the file of its SQLite extension.
import { Server } from '@hocuspocus/server'

const extensions = []
if (process.env.SQLITE) {
  const { SQLite } = await import('@hocuspocus/extension-sqlite')
  extensions.push(new SQLite({ database: process.env.SQLITE }))
}
await new Server({ port: Number(process.env.PORT), address: '127.0.0.1', quiet: true, extensions }).listen()
