export { captureOutput, traceOf } from './capture-output.ts';
export { endWhenFrozen } from './end-when-frozen.ts';
export { maintainPartitions } from './maintain-partitions.ts';
