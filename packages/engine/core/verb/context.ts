import type { Database } from '@millrace/db';
import type { Permission } from './permissions.ts';

/** The caller of a verb. */
export interface Actor {
  readonly type: 'person' | 'api-key' | 'webhook' | 'schedule' | 'worker' | 'set-up';
  readonly id: string | null;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission> | 'all';
}

/** What every verb gets: the workspace, the caller, the database, the clock and the secret. */
export interface Context {
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly db: Database;
  /** Real time, epoch milliseconds. */
  now(): number;
  /** 32 bytes from which keys for encryption and signing are derived. */
  readonly secret: Buffer;
  /** Public address of the product, without a slash at the end. */
  readonly publicUrl: string;
}

export const WORKER: Actor = { type: 'worker', id: null, name: 'Millrace', permissions: 'all' };
