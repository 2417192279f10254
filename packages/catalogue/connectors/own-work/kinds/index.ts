import { approvalWork } from './approval.ts';
import { taskWork } from './task.ts';
import type { WorkKind } from './work-kind.ts';

/** Every kind of work. The only list: a kind is a file here and a line below. */
export const WORK_KINDS: readonly WorkKind[] = [approvalWork, taskWork];

export const workKind = (id: string): WorkKind | undefined => WORK_KINDS.find((kind) => kind.id === id);

export { approvalWork, taskWork };
export type * from './work-kind.ts';
