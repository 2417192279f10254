export { changeStatus } from './change-status.ts';
export { lookAgain } from './look-again.ts';
export { type DeliveringConnection, connectionFor, connectionsFor } from './queue-for.ts';
export { recheckNext } from './recheck-people.ts';
