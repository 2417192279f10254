export { connect, type ConnectOptions, type Database, type Sql, type Tx } from './connect.ts';
export { isDatabaseGone } from './database-gone.ts';
export { migrate } from './migrate.ts';
export { newId } from './new-id.ts';
export { readInstant } from './values.ts';
export { together } from './together.ts';
