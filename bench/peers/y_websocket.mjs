// The y-websocket server. PORT; YPERSISTENCE names the folder of its LevelDB.
process.env.HOST = '127.0.0.1'
await import('../node_modules/@y/websocket-server/src/server.js')
