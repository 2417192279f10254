export type { Instruction } from '@millrace/runtime';
