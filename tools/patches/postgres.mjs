// Our changes to the Postgres driver, one edit for each fault. The reasons for a patch, and its state
// upstream, are in docs/decisions/patched-driver.md. Raise `mark` with every change;
// packages/engine/db/driver.ts checks it.

/**
 * @typedef {object} Edit
 * @property {string} why the fault without it
 * @property {readonly number[]} reports issue numbers of porsager/postgres
 * @property {string} file below `src` and `cjs/src`
 * @property {string} find occurs in the file exactly once
 * @property {string} put
 */

export const mark = 'millrace-1';

/** @type {readonly Edit[]} */
const ofConnection = [
  {
    why: 'Forgets a write that waited when the connection ended. Otherwise no later write of this connection is ever sent.',
    reports: [1133, 1209],
    file: 'connection.js',
    find: `    clearImmediate(nextWriteTimer)
    if (socket) {`,
    put: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {`,
  },
  {
    why: 'The same where the server ended it. A half-read response is not taken for one of the next server, a late error of the socket ends nothing, and queries sent between an error and the end fail too. A server that hangs up during its greeting fails the waiting query once every host was tried, instead of being called again without pause.',
    reports: [1133, 1193, 1214, 1215],
    file: 'connection.js',
    find: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()
    lifeTimer.cancel()
    connectTimer.cancel()

    socket.removeAllListeners()
    socket = null

    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    closedTime = performance.now()
    hadError && options.shared.retries++`,
    put: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()
    lifeTimer.cancel()
    connectTimer.cancel()

    socket.removeAllListeners()
    socket.on('error', noop)
    socket = null

    if (initial && (hadError || terminated) && attempts < options.host.length) {
      query = results = errorResponse = null
      result = new Result()
      return reconnect()
    }

    const unstarted = hadError || initial
    initial && errored(Errors.connection('CONNECTION_CLOSED', options))
    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = stream = final = null
    result = new Result()
    rows = 0
    closedTime = performance.now()
    unstarted && options.shared.retries++`,
  },
  {
    why: 'Counts the hosts that were tried for this query.',
    reports: [1193],
    file: 'connection.js',
    find: `    connect(query) {
      initial = query`,
    put: `    connect(query) {
      attempts = 0
      initial = query`,
  },
  {
    why: 'The same.',
    reports: [1193],
    file: 'connection.js',
    find: `    connectTimer.start()

    if (options.socket)`,
    put: `    attempts++
    connectTimer.start()

    if (options.socket)`,
  },
  {
    why: 'The same: the error of the last host is thrown.',
    reports: [1193],
    file: 'connection.js',
    find: `if (connection.queue === queues.connecting && options.host[retries + 1])`,
    put: `if (connection.queue === queues.connecting && attempts < options.host.length)`,
  },
  {
    why: 'The same.',
    reports: [1193],
    file: 'connection.js',
    find: `    , retries = 0\n`,
    put: `    , retries = 0\n    , attempts = 0\n`,
  },
  {
    why: 'A write to a closed connection fails its query. Otherwise it throws an exception that nobody can catch, which ends the process.',
    reports: [1066, 1154, 1168, 1208],
    file: 'connection.js',
    find: `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`,
    put: `  function nextWrite(fn) {
    if (!socket) {
      const gone = Errors.connection('CONNECTION_CLOSED', options)
      clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      query && queryError(query, gone)
      while (sent.length)
        queryError(sent.shift(), gone)
      query = null
      return false
    }
    const x = socket.write(chunk, fn)`,
  },
  {
    why: 'A connection on which a transaction was begun belongs to it, even when the pipeline or the socket is full at that moment. Otherwise other queries run inside that transaction.',
    reports: [823, 1189, 1204, 1207, 1218],
    file: 'connection.js',
    find: `      return write(toBuffer(q))
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))`,
    put: `      const more = write(toBuffer(q))
      q.options.onexecute && q.options.onexecute(connection)
      return more
        && !q.options.onexecute
        && !q.describeFirst
        && !q.cursorFn
        && sent.length < max_pipeline`,
  },
  {
    why: 'A socket that has room again does not give a transaction’s connection to other queries.',
    reports: [823, 1207],
    file: 'connection.js',
    find: `    !query && onopen(connection)`,
    put: `    !query && !initial && !connection.reserved && onopen(connection)`,
  },
  {
    why: 'A connection that ends while the driver asks for the types of arrays fails the waiting query. Otherwise it causes an unhandled rejection, which ends the process.',
    reports: [],
    file: 'connection.js',
    find: `        return fetchArrayTypes()`,
    put: `        return fetchArrayTypes().catch(noop)`,
  },
  {
    why: 'The same while the driver asks whether this is the primary.',
    reports: [],
    file: 'connection.js',
    find: `    query.execute()
  }`,
    put: `    query.execute().catch(noop)
  }`,
  },
  {
    why: 'Our addition: reports sockets, so that they can be closed when the server is there and sends nothing.',
    reports: [],
    file: 'connection.js',
    find: `    x.on('drain', drain)
    return x`,
    put: `    x.on('drain', drain)
    options.onsocket && options.onsocket(x)
    return x`,
  },
];

/** @type {readonly Edit[]} */
const ofPool = [
  {
    why: 'A transaction whose connection is gone, or that is over, sends nothing more. Otherwise later queries of its function run on the next connection, outside of any transaction or inside another one.',
    reports: [1155, 1204, 1215, 1216],
    file: 'index.js',
    find: `      , connection
      , prepare = null
`,
    put: `      , connection
      , prepare = null
      , lost = null
      , last = null
`,
  },
  {
    why: 'The same.',
    reports: [1215, 1216],
    file: 'index.js',
    find: `new Promise((_, reject) => connection.onclose = reject)`,
    put: `new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })`,
  },
  {
    why: 'The same.',
    reports: [1215, 1216],
    file: 'index.js',
    find: `          : sql\`rollback\`
        )`,
    put: `          : (last = sql\`rollback\`)
        )`,
  },
  {
    why: 'The same.',
    reports: [1215, 1216],
    file: 'index.js',
    find: `          ? await sql\`prepare transaction '\${ sql.unsafe(prepare) }'\`
          : await sql\`commit\``,
    put: `          ? await (last = sql\`prepare transaction '\${ sql.unsafe(prepare) }'\`)
          : await (last = sql\`commit\`)`,
  },
  {
    why: 'The same.',
    reports: [1215, 1216],
    file: 'index.js',
    find: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
    put: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost || (last && q !== last))
          return q.reject(lost || Errors.generic('TRANSACTION_ENDED', 'the transaction is over'))
        c.queue === full`,
  },
  {
    why: 'While no server can be reached, waiting queries get the error. Otherwise each waits for the attempts of all before it, for minutes.',
    reports: [824],
    file: 'index.js',
    find: `  function onclose(c, e) {
    move(c, closed)`,
    put: `  function onclose(c, e) {
    if (c.queue === connecting && !open.length && !busy.length && !full.length && !reserved.length)
      while (queries.length)
        queries.shift().reject(e)
    move(c, closed)`,
  },
  {
    why: 'Our addition, see above.',
    reports: [],
    file: 'index.js',
    find: `    socket          : o.socket,`,
    put: `    socket          : o.socket,
    onsocket        : o.onsocket,`,
  },
  {
    why: 'Marks this driver as patched.',
    reports: [],
    file: 'index.js',
    find: `Object.assign(Postgres, {
  PostgresError,`,
    put: `Object.assign(Postgres, {
  patched: '${mark}',
  PostgresError,`,
  },
];

export const patch = {
  name: 'postgres',
  version: '3.4.9',
  folders: ['src', 'cjs/src'],
  edits: [...ofConnection, ...ofPool],
};
