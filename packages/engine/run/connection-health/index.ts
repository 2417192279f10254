export { forgetHealth, recordHealth } from './record-health.ts';
