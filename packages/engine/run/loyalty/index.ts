export { type BookedPoints, changePoints, type PointsChange, type PointsEvent } from './change-points.ts';
export { expirePoints } from './expire-points.ts';
export { endGrants, grantTier, type TierGrant } from './grant-tier.ts';
export { refreshPoints } from './refresh-points.ts';
