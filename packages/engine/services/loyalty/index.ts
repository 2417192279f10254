export { changeCustomerPoints } from './change-points.ts';
export { expireDuePoints } from './expire-due-points.ts';
export { grantCustomerTier } from './grant-tier.ts';
export { listPoints } from './read-points.ts';
export type { Points, PointsEntry } from './shapes.ts';
